"""How many rows an answer has, what it leaves out and how to ask for that."""

from __future__ import annotations

OMISSIONS: dict[str, tuple[str, str]] = {
    "count-duties": ("{count} dòng nhiệm vụ", "{count} {count:row|rows} of duties"),
    "count-prohibition": ("{count} điều cấm", "{count} {count:prohibition|prohibitions}"),
    "count-permission": ("{count} quyền", "{count} {count:permission|permissions}"),
    "page-rows": ("{duties} nhiệm vụ, {targets} chỉ tiêu", "{duties} {duties:duty|duties}, {targets} {targets:target|targets}"),
    "page-nobody": ("{count} dòng nguồn không nêu chủ thể", "{count} {count:row|rows} for which the source names nobody"),
    "chosen-classes": (
        "có nhiệm vụ giao cho lớp mà dữ liệu không cho biết đơn vị này có thuộc không: {names}",
        "some duties are meant for classes of which the data do not say whether this unit is one: {names}",
    ),
    "hint-chosen-classes": ("xem bằng --unit", "see --unit"),
    "count-undated": (
        "{count} dòng không rõ ngày bị bộ lọc ngày để ngoài",
        "{count} {count:row|rows} without a date left out by the date filter",
    ),
    "hint-count-undated": ("bỏ --by/--from để xem", "listed without --by/--from"),
    "count-unbounded": (
        "{count} việc định kỳ chưa tính được kỳ vì khoảng ngày còn để ngỏ",
        "{count} recurring {count:row|rows} whose occurrences are not listed, as the days are open on one side",
    ),
    "hint-count-unbounded": ("thêm --from và --by", "give --from and --by"),
    "count-recurring": (
        "{count} việc định kỳ không tính được ngày của từng kỳ bị bộ lọc ngày để ngoài",
        "{count} recurring {count:row|rows} without a day for each occurrence left out by the date filter",
    ),
    "hint-count-recurring": ("bỏ --by/--from để xem", "listed without --by/--from"),
    "count-continuous": (
        "{count} việc thường xuyên không có ngày bị bộ lọc ngày để ngoài",
        "{count} {count:row|rows} going on all the time, without a day, left out by the date filter",
    ),
    "hint-count-continuous": ("bỏ --by/--from để xem", "listed without --by/--from"),
    "count-past": (
        "{count} dòng đã qua ngày nhưng chưa rõ kết quả",
        "{count} {count:row|rows} past the day with an unknown result",
    ),
    "hint-count-past": ("xem bằng --status unknown", "listed with --status unknown"),
    "count-unclear": (
        "{count} dòng có ghi nhận chưa đủ để biết tình trạng",
        "{count} {count:row|rows} whose records do not tell the status",
    ),
    "hint-count-unclear": ("xem bằng --status unknown", "listed with --status unknown"),
    "count-timeless": ("{count} dòng chưa rõ hạn", "{count} undated {count:row|rows}"),
    "hint-count-timeless": ("xem bằng --status undated", "listed with --status undated"),
    "count-turnless": (
        "{count} việc định kỳ chưa xét được tình trạng từng kỳ vì câu hỏi không nêu khoảng ngày",
        "{count} recurring {count:row|rows} whose occurrences have no status, as the question names no days",
    ),
    "hint-count-turnless": ("thêm --from và --by", "give --from and --by"),
    "count-untold": (
        "{count} việc định kỳ chưa rõ tình trạng vì không tính được ngày của từng kỳ",
        "{count} recurring {count:row|rows} whose occurrences have no day that can be told, and so no status",
    ),
    "hint-count-untold": ("xem bằng --status undated", "listed with --status undated"),
    "count-ambiguous": (
        "{count} dòng nhắc một tên có thể chỉ văn bản này, cũng có thể chỉ văn bản khác",
        "{count} {count:row|rows} naming what may be this document or another one",
    ),
    "hint-count-ambiguous": (
        "xem bằng cakg ask duties-under-a-document",
        "listed by cakg ask duties-under-a-document",
    ),
    "turns-from": (
        "việc định kỳ chỉ kể các kỳ đến hạn từ ngày {day}",
        "of recurring duties only occurrences due from {day} on are listed",
    ),
    "hint-turns-from": (
        "thêm --from để xem kỳ trước đó, kể cả kỳ đã quá hạn",
        "add --from for earlier ones, overdue ones among them",
    ),
    "count-calls": (
        "{count} lời kêu gọi, mong muốn không tính là nhiệm vụ",
        "{count} {count:call or wish|calls and wishes}, not counted as {count:a duty|duties}",
    ),
    "hint-count-calls": ("xem bằng --force aspiration", "listed with --force aspiration"),
    "count-unresolved": (
        "{count} nhiệm vụ chưa xác định được nơi đang giữ tại ngày xem",
        "{count} {count:duty|duties} whose holder on that day is not determined",
    ),
    "count-later": (
        "{count} nhiệm vụ nêu ra hoặc có hiệu lực sau ngày {day}",
        "{count} {count:duty|duties} stated or in force only after {day}",
    ),
    "hint-count-later": ("xem bằng --as-of ngày muộn hơn", "listed with a later --as-of"),
    "count-over": (
        "{count} nhiệm vụ hết hiệu lực trước ngày {day}",
        "{count} {count:duty|duties} no longer in force on {day}",
    ),
    "hint-count-over": ("xem bằng --as-of ngày sớm hơn", "listed with an earlier --as-of"),
    "no-duties": (
        "Không có dòng nào. Dữ liệu đã nạp không nêu nhiệm vụ nào khớp với câu hỏi.",
        "No rows. The loaded data states no duty that fits the question.",
    ),
    "no-duties-left": (
        "Không có dòng nào. Dữ liệu đã nạp có nội dung có thể khớp với câu hỏi nhưng không liệt kê ở đây: {left}.",
        "No rows. The loaded data states what may fit the question but is not listed here: {left}.",
    ),
}
