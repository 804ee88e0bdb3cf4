"""What is said about members of classes, about who followed whom, and about reorganisations tried out."""

from __future__ import annotations

HOLDERS: dict[str, tuple[str, str]] = {
    "path-direct": ("được nêu: {name}", "named: {name}"),
    "path-population": ("thuộc lớp đơn vị: {name}", "member of the class: {name}"),
    "path-post": ("người đứng đầu: {name}", "head: {name}"),
    "cycle-succession": (
        "các đơn vị kế thừa nhau theo vòng: {names}; hãy xóa một liên hệ",
        "bodies follow one another in a ring: {names}; remove one of the relations",
    ),
    "succession-function": (
        "nhận chức năng “{function}” từ {day}: {name}",
        "received the function “{function}” from {day}: {name}",
    ),
    "succession-remit": (
        "nhận toàn bộ công tác (“{function}”) từ {day}: {name}",
        "received the whole remit (“{function}”) from {day}: {name}",
    ),
    "succession-body": (
        "quy tắc mặc định, đơn vị kế thừa từ {day}: {name}",
        "by default rule, the successor from {day}: {name}",
    ),
    "succession-receiver": (
        "quy tắc mặc định, nơi duy nhất được ghi là nhận chức năng, từ {day}: {name}",
        "by default rule, the one body recorded as a receiver, from {day}: {name}",
    ),
    "succession-superior": (
        "quy tắc mặc định, đơn vị cấp trên thuộc lớp nhận chức năng “{function}”, từ {day}: {name}",
        "by default rule, the body above it in the class that received “{function}”, from {day}: {name}",
    ),
    "succession-heir": (
        "quy tắc mặc định, đơn vị kế thừa thuộc lớp nhận chức năng “{function}”, từ {day}: {name}",
        "by default rule, the successor in the class that received “{function}”, from {day}: {name}",
    ),
    "succession-rejoined": (
        "quy tắc mặc định, mọi nơi đã chia nhau công việc đều về một nơi từ {day}: {name}",
        "by default rule, all among whom the work was divided came to one body, from {day}: {name}",
    ),
    "holder-noMembers": (
        "{name} không còn thành viên nào tại ngày xem; nơi giữ tùy từng thành viên cũ",
        "{name} has no member any more on that day; who holds the duty depends on each former member",
    ),
    "holder-gone": (
        "{name} không còn tồn tại tại ngày xem; dữ liệu không nêu ai nhận nhiệm vụ",
        "{name} no longer exists on that day; the data does not say who took the duty over",
    ),
    "holder-notYet": (
        "{name} chưa tồn tại tại ngày xem",
        "{name} does not exist yet on that day",
    ),
    "holder-doubtful": (
        "chưa rõ {name} có tồn tại hay không: nguồn chỉ nêu tổng số",
        "whether {name} exists is not known: sources give only a total",
    ),
    "holder-shared": (
        "công việc của {name} đã chia cho nhiều nơi; chưa xác định nơi nhận nhiệm vụ này",
        "the work of {name} was divided; which receiver has this duty is not determined",
    ),
    "holder-several": (
        "nhiều nơi cùng được ghi là nhận nhiệm vụ của {name}",
        "more than one body is recorded as having taken over from {name}",
    ),
    "members-chosen": (
        "“{name}” là lớp đơn vị được chọn; định nghĩa không nêu đơn vị nào thuộc lớp, nên không mở rộng",
        "“{name}” is a class of chosen units; its definition does not say which, so it is not expanded",
    ),
    "members-unknown": (
        "“{name}” chưa rõ là tất cả hay một phần các đơn vị, nên không mở rộng",
        "whether “{name}” means all units or some is not known, so it is not expanded",
    ),
    "members-frozen": (
        "“{name}” tính theo danh sách chốt {count} đơn vị mà dữ liệu không nêu tên, nên không mở rộng",
        "“{name}” is read from a frozen list of {count} {count:unit|units} whose names the data lacks, so it is not expanded",
    ),
    "members-none": (
        "dữ liệu không có đơn vị nào thuộc “{name}”, nên giữ nguyên là lớp; nạp thêm danh mục đơn vị",
        "the data has no unit of “{name}”, so it stays a class; load a register of units",
    ),
    "members-earlier": (
        "“{name}”: danh mục đơn vị chỉ đủ từ {since}; {units} đơn vị của ngày trước đó có thể thiếu",
        "“{name}”: the register is complete only from {since}; of an earlier day, units may be missing from these {units}",
    ),
    "members-unplaced": (
        "“{name}”: chưa kể {missing} đơn vị có thể thuộc lớp hoặc phạm vi này, vì cấp trên của các đơn vị đó đã kết thúc mà dữ liệu không cho biết nơi kế thừa: {names}",
        "“{name}”: {missing} {missing:unit that may belong here is|units that may belong here are} not counted, as those above have ended and the data do not say who follows: {names}",
    ),
    "members-uncovered": (
        "“{name}”: danh mục đơn vị không đủ loại này; {units} đơn vị nêu ra có thể thiếu",
        "“{name}”: the register has not all units of this kind; some may be missing from these {units}",
    ),
    "members-partial": (
        "“{name}”: dữ liệu nêu {units} đơn vị, số đếm là {count}",
        "“{name}”: the data names {units} {units:unit|units}, {count} {count:was|were} counted",
    ),
    "members-undated": (
        "“{name}” tính thành viên theo một ngày mà dữ liệu không nêu, nên không mở rộng",
        "the members of “{name}” are read on a day that the data does not give, so it is not expanded",
    ),
    "area-followed": (
        "{name} đã kết thúc hoạt động trước ngày {day}, nên không còn đơn vị nào trực thuộc; nơi kế thừa: {names}",
        "{name} had ended by {day}, so no unit stands under it any more; followed by {names}",
    ),
    "area-divided": (
        "{name} đã kết thúc hoạt động trước ngày {day}, nên không còn đơn vị nào trực thuộc; có thể do các nơi này kế thừa: {names}",
        "{name} had ended by {day}, so no unit stands under it any more; any of these may follow it: {names}",
    ),
    "area-gone": (
        "{name} đã kết thúc hoạt động trước ngày {day}, nên không còn đơn vị nào trực thuộc; dữ liệu không nêu nơi kế thừa",
        "{name} had ended by {day}, so no unit stands under it any more; the data do not say who follows it",
    ),
    "area-notYet": (
        "{name} chưa tồn tại tại ngày {day}, nên chưa có đơn vị nào trực thuộc",
        "{name} does not exist yet on {day}, so no unit stands under it",
    ),
    "onward-ended": ("kết thúc {day}", "ended {day}"),
    "onward-certain": ("nay về {names}", "now with {names}"),
    "onward-byDefaultRule": ("nay về {names}, theo quy tắc mặc định", "now with {names}, by default rule"),
    "onward-unresolved": ("nay có thể ở {names}", "now perhaps with {names}"),
    "holder-candidates": ("{words}; có thể là {names}", "{words}; perhaps {names}"),
    "holder-open": ("chưa xác định nơi đang giữ, sau {name}", "its holder is not determined, after {name}"),
    "proof-holder": ("Nơi đang giữ", "Held by"),
    "by-default": ("theo quy tắc mặc định", "by default rule"),
    "simulation-empty": (
        "{name} không mô tả việc sắp xếp nào; cần cakg:FunctionTransfer, hoặc đơn vị có cakg:existsFrom, existsTo",
        "{name} describes no reorganisation; it needs a cakg:FunctionTransfer, or units with cakg:existsFrom, existsTo",
    ),
    "simulation-later": (
        "tệp có việc đến {day} mới có hiệu lực, sau ngày xem {as_of}; chọn --as-of muộn hơn để thấy đủ",
        "the file has effects only on {day}, after the day asked about, {as_of}; choose a later --as-of to see them",
    ),
    "title-simulation": ("Thử sắp xếp theo {name} · Tính đến {day}", "Reorganisation of {name} tried out · As of {day}"),
    "outcome-kept": ("giữ nguyên", "kept"),
    "outcome-moved": ("chuyển", "moved"),
    "outcome-gained": ("nhận thêm", "gained"),
    "outcome-orphan": ("MẤT NƠI GIỮ", "ORPHAN"),
    "outcome-lapsed": ("thôi thuộc lớp", "left the class"),
    "outcome-double": ("TRÙNG", "DOUBLE"),
    "outcome-open": ("chưa rõ nơi giữ", "holder open"),
    "col-outcome": ("Kết quả", "Outcome"),
    "col-task": ("Nhiệm vụ", "Duty"),
    "col-load": ("Số nhiệm vụ đang giữ", "Duties held"),
}
"""Key, then the sentence in Vietnamese and in English."""
