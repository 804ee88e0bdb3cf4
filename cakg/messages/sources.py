"""What is said about sources that are loaded, and why one is refused."""

from __future__ import annotations

SOURCES: dict[str, tuple[str, str]] = {
    "missing": ("không tìm thấy tệp; kiểm tra lại đường dẫn", "file not found; check the path"),
    "address": (
        "đây là địa chỉ mạng; hãy tải về thành tệp rồi nạp tệp đó",
        "this is a network address; save it as a file and load the file",
    ),
    "unreadable": ("không đọc được: {detail}", "cannot be read: {detail}"),
    "not-a-file": (
        "không phải tệp thường; hãy ghi nội dung vào một tệp rồi nạp tệp đó",
        "not a regular file; save the content as a file and load that",
    ),
    "empty-folder": ("thư mục không có tệp dữ liệu nào", "the folder holds no data file"),
    "unknown-suffix": (
        "không biết đuôi tệp này; dùng một trong: {known}",
        "unknown file ending; use one of: {known}",
    ),
    "not-utf8": ("không phải UTF-8; hãy lưu lại tệp bằng mã UTF-8", "not UTF-8; save the file as UTF-8"),
    "binary": ("tệp nhị phân, không phải dữ liệu RDF", "binary file, not RDF data"),
    "empty": ("tệp rỗng", "the file is empty"),
    "no-triples": ("tệp không có phát biểu nào", "the file holds no statement"),
    "syntax": ("sai cú pháp: {detail}; sửa dòng này rồi nạp lại", "syntax error: {detail}; mend this line and load again"),
    "entity": (
        "tệp có {what}; khai báo này bị từ chối vì có thể phá máy, hãy xóa nó",
        "the file has {what}; it is refused because it can be harmful, remove it",
    ),
    "too-deep": (
        "lồng nhau quá {most} cấp; hãy tách nhỏ",
        "nested deeper than {most} levels; split it up",
    ),
    "json-key-twice": (
        "khóa “{item}” xuất hiện hai lần trong một đối tượng; bỏ bớt một",
        "the key “{item}” stands twice in one object; remove one",
    ),
    "remote-context": (
        "@context ở địa chỉ {address} không được tải; hãy chép nội dung vào tệp",
        "the @context at {address} is not fetched; copy its content into the file",
    ),
    "unmapped-key": (
        "{path}: khóa “{item}” không có trong @context nên giá trị của nó không được nạp",
        "{path}: the key “{item}” is not in the @context, so its value was not loaded",
    ),
    "unmapped-type": (
        "{path}: kiểu “{item}” không có trong @context nên không được nạp",
        "{path}: the type “{item}” is not in the @context, so it was not loaded",
    ),
    "unmapped-value": (
        "{path}: giá trị “{item}” không có trong @context nên không được nạp",
        "{path}: the value “{item}” is not in the @context, so it was not loaded",
    ),
    "stray-value": (
        "{path}: giá trị “{item}” đứng giữa các bản ghi mà không phải bản ghi nên không được nạp",
        "{path}: the value “{item}” stands among records and is none, so it was not loaded",
    ),
    "undeclared-prefix": (
        "{path}: tiền tố của “{item}” không có trong @context nên được hiểu là IRI đầy đủ",
        "{path}: the prefix of “{item}” is not in the @context, so it was taken for a full IRI",
    ),
    "broken-iri": (
        "“{address}” không phải IRI đầy đủ, bộ phân tích sẽ bỏ qua; viết IRI đầy đủ hoặc khai báo @base",
        "“{address}” is no full IRI and would be dropped; write a full IRI or declare @base",
    ),
    "bad-language": (
        "“{value}” không phải mã ngôn ngữ; viết như vi hoặc en-GB",
        "“{value}” is not a language tag; write it like vi or en-GB",
    ),
    "triple-term": (
        "phát biểu lồng trong phát biểu (RDF 1.2) không được nhận; viết thành bản ghi riêng",
        "a statement inside a statement (RDF 1.2) is not accepted; write it as a record of its own",
    ),
    "text-direction": (
        "chiều viết của chữ (RDF 1.2) không được nhận; chỉ để lại mã ngôn ngữ",
        "a text direction (RDF 1.2) is not accepted; leave only the language tag",
    ),
    "imports": (
        "owl:imports {address} không được tải; xóa dòng này và nạp tệp đó làm nguồn",
        "owl:imports {address} is not fetched; remove this line and load that file as a source",
    ),
    "brings-shapes": (
        "tệp dữ liệu mang theo SHACL shapes; đưa shapes vào tệp riêng và dùng validate -s",
        "the data file brings SHACL shapes; put them in a file of their own and use validate -s",
    ),
    "brings-provenance": (
        "tệp nói về đồ thị do thư viện quản lý; xóa phát biểu đó",
        "the file makes statements about a graph the library keeps; remove them",
    ),
    "impossible-date": (
        "“{value}” không phải ngày có thật dạng yyyy-mm-dd ({type}); sửa lại ngày",
        "“{value}” is not an actual yyyy-mm-dd date ({type}); mend the date",
    ),
    "day-with-zone": (
        "“{value}” mang múi giờ; ngày ở đây không có múi giờ, hãy viết yyyy-mm-dd",
        "“{value}” has a time zone; days here have none, write yyyy-mm-dd",
    ),
    "ill-typed": (
        "“{value}” không phải giá trị hợp lệ của {type}; sửa lại giá trị",
        "“{value}” is not a valid {type}; mend the value",
    ),
    "number-too-long": (
        "“{value}” đúng là {type} nhưng quá lớn, hoặc có quá nhiều chữ số lẻ, để tính toán; ghi ngắn lại, hoặc ghi thành chuỗi",
        "“{value}” is a valid {type} but too large, or has too many decimals, to be computed with; shorten it, or write a string",
    ),
    "page-no-data": (
        "trang không mang dữ liệu của cakg; nạp các tệp nguồn, hoặc trang do lệnh matrix ghi ra (nhiều trang thì nạp trang mục lục)",
        "the page carries no data of cakg; load the source files, or a page written by matrix (of several pages the index)",
    ),
    "page-cut": ("trang bị cắt cụt ở đây; lấy lại trang đầy đủ", "the page is cut off here; get the whole page again"),
    "page-twice": (
        "trang mang dữ liệu đến lần thứ hai ở đây; lấy lại trang như khi được ghi ra",
        "the page carries its data a second time here; get the page again as it was written",
    ),
    "page-changed": (
        "dữ liệu trong trang đã đổi từ khi ghi ra (mã băm không khớp); lấy lại trang cũ, hoặc nạp các tệp nguồn",
        "the data in the page changed since it was written (the hash does not match); get the page again, or load the sources",
    ),
    "page-strange": (
        "dữ liệu trong trang nói về nguồn “{what}” không theo cách cakg ghi; nạp các tệp nguồn",
        "what the data in the page say of the source “{what}” is not what cakg writes; load the source files",
    ),
    "page-other-version": (
        "trang mang một bản khác của nguồn {name} cũng được nạp; chỉ nạp một trong hai",
        "the page carries another version of the source {name}, which is loaded too; load only one of them",
    ),
    "page-other-register": (
        "{path}: trang được lập với {name} số liệu tại {then}; ở đây dùng bản cài sẵn, số liệu tại {now}",
        "{path}: the page was made with {name}, snapshot of {then}; the one installed here is used, snapshot of {now}",
    ),
    "page-carries-all": (
        "trang mang theo toàn bộ dữ liệu đã nạp, kể cả phần không hiện ở đây; chỉ gửi cho nơi được xem toàn bộ",
        "the page carries all loaded data, also what is not shown here; hand it only to who may see all of it",
    ),
    "page-of-sources": (
        "một trang mang nhiều nguồn nên không thay được một nguồn; đọc lại tệp của nguồn đó",
        "a page carries several sources and cannot stand for one; read the file of that source again",
    ),
    "register-unknown": ("không có danh bạ này; các danh bạ: {known}", "no such register; the registers: {known}"),
    "register-columns": ("dòng phải có các cột {columns}", "a row must have the columns {columns}"),
    "register-type-word": (
        "tên “{value}” không bắt đầu bằng loại đơn vị của bảng này; sửa cột {column}",
        "the name “{value}” does not begin with a type of unit of this table; mend column {column}",
    ),
    "register-twice": (
        "“{value}” xuất hiện lần thứ hai ở cột {column}; mỗi đơn vị chỉ một dòng",
        "“{value}” stands twice in column {column}; each unit has one row",
    ),
    "register-day": (
        "“{value}” ở cột {column} không phải ngày có thật dạng yyyy-mm-dd, hoặc trước ngày bắt đầu",
        "“{value}” in column {column} is no real day as yyyy-mm-dd, or lies before the first day",
    ),
    "unknown-setting": ("không có mục “{name}”; gần nhất: {near}", "there is no setting “{name}”; nearest: {near}"),
    "register-code": (
        "“{value}” ở cột {column} không phải mã gồm các chữ số",
        "“{value}” in column {column} is no code of digits",
    ),
    "register-characters": (
        "“{value}” ở cột {column} có ký tự không dùng trong tên đơn vị; sửa lại tên",
        "“{value}” in column {column} has characters that no name of a unit has; mend the name",
    ),
    "register-no-follower": (
        "đơn vị “{value}” không có đơn vị nào kế tiếp; ghi mã ở cột successors, hoặc = nếu giữ nguyên",
        "nothing follows the unit “{value}”; put codes in column successors, or = where it goes on as it is",
    ),
    "register-about": (
        "phải là TOML có snapshot (ngày), origin (chữ) và [covers] (loại đơn vị = ngày đầu): {detail}",
        "must be TOML with snapshot (a day), origin (words) and [covers] (kind of unit = first day): {detail}",
    ),
    "register-no-such-row": (
        "không có đơn vị mang mã “{value}” của cột {column}; thêm dòng cho đơn vị đó hoặc sửa mã",
        "no unit has the code “{value}” of column {column}; add a row for it or mend the code",
    ),
    "cycle": (
        "vòng lặp: {names}; một bản ghi không thể đứng trên chính nó, hãy xóa một liên hệ",
        "a cycle: {names}; no record can stand above itself, remove one of the relations",
    ),
    "bad-settings": ("tệp thiết lập sai: {detail}", "the settings file is wrong: {detail}"),
    "loaded": ("{name}: {count} phát biểu, sha256 {sha256}", "{name}: {count} {count:statement|statements}, sha256 {sha256}"),
    "inferred-count": ("suy ra {count} phát biểu mới", "{count} new {count:statement|statements} inferred"),
}
