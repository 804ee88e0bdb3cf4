"""Every sentence the library says to people, Vietnamese first, English second."""

from __future__ import annotations

from typing import Any

from cakg.messages.constraints import CONSTRAINTS
from cakg.messages.findings import FINDINGS
from cakg.messages.holders import HOLDERS
from cakg.messages.office import OFFICE
from cakg.messages.pages import PAGES, PARTS
from cakg.messages.progress import PROGRESS
from cakg.messages.times import TIMES

LANGUAGES = ("vi", "en")

MESSAGES: dict[str, tuple[str, str]] = {
    # sources
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
        "trang mang theo toàn bộ dữ liệu đã nạp, kể cả phần bộ lọc không hiện; chỉ gửi cho nơi được xem toàn bộ",
        "the page carries all loaded data, also what the filters leave out; hand it only to who may see all of it",
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
    # names and values
    "name-unknown": ("không có “{name}” trong dữ liệu.", "there is no “{name}” in the data."),
    "unit-code-not-then": (
        "“{name}” không phải mã của đơn vị nào vào ngày {day}.",
        "“{name}” is the code of no unit on {day}.",
    ),
    "name-ambiguous": ("“{name}” chỉ nhiều bản ghi; hãy chọn một.", "“{name}” names several records; choose one."),
    "code-unknown": ("không có giá trị “{name}”.", "there is no value “{name}”."),
    "question-unknown": ("không có câu hỏi “{name}”.", "there is no question “{name}”."),
    "parameter-unknown": ("câu hỏi không có tham số “{name}”.", "the question has no parameter “{name}”."),
    "nearest": ("Gần nhất: {names}", "Nearest: {names}"),
    "not-a-date": (
        "“{words}” không phải ngày có thật; viết yyyy-mm-dd hoặc dd/mm/yyyy",
        "“{words}” is not an actual date; write yyyy-mm-dd or dd/mm/yyyy",
    ),
    "no-calendar": (
        "không có lịch nghỉ lễ của năm {year}; chỉ tính được từ {first} đến {last}",
        "no public holidays are known for {year}; only {first} to {last} can be counted",
    ),
    "words-too-long": (
        "{count} chữ cái là quá dài; chỉ đưa vài chữ nêu thời hạn, nhiều nhất {most}",
        "{count} {count:letter is|letters are} too many; give only the few words that say when, at most {most}",
    ),
    "before-calendar": (
        "không có ngày nào xa như thế trước ngày {day}; kiểm tra lại năm",
        "no day lies that far before {day}; check the year",
    ),
    "period-too-long": ("khoảng thời gian {amount} quá dài", "a period of {amount} is too long"),
    "period-backwards": (
        "“{words}” kết thúc trước khi bắt đầu; kiểm tra lại nguồn",
        "“{words}” ends before it starts; check the source",
    ),
    "window-backwards": (
        "khoảng ngày từ {first} đến {last} kết thúc trước khi bắt đầu; chọn --from không muộn hơn --by",
        "the days from {first} to {last} end before they begin; give --from a day not later than --by",
    ),
    "not-an-interval": ("“{words}” không phải chu kỳ tính được", "“{words}” is not an interval that can be counted"),
    "recurrence-without-window": (
        "“{words}” lặp không có điểm kết thúc; nêu khoảng ngày cần tính",
        "“{words}” recurs without end; give the days between which to count",
    ),
    "recurrence-without-interval": (
        "“{words}” không nêu chu kỳ nên không tính được kỳ nào",
        "“{words}” states no interval, so no occurrence can be told",
    ),
    "recurrence-without-start": (
        "quy tắc lặp “{words}” cần ngày bắt đầu để tính kỳ",
        "the recurrence rule “{words}” needs a first day to count from",
    ),
    "recurrence-since-done": (
        "quy tắc “{words}” tính từ lần làm gần nhất thì chỉ được nêu chu kỳ, không nêu ngày theo lịch hay số kỳ",
        "counted since last done, the rule “{words}” may name an interval only, no days of the calendar, no number of turns",
    ),
    "too-many-turns": (
        "khoảng ngày có hơn {most} kỳ; chọn khoảng ngắn hơn",
        "the days hold more than {most} occurrences; choose fewer days",
    ),
    "recurrence-refused": (
        "“{words}” không phải quy tắc lặp theo RFC 5545; viết như FREQ=MONTHLY;BYMONTHDAY=19",
        "“{words}” is no RFC 5545 recurrence rule; write it like FREQ=MONTHLY;BYMONTHDAY=19",
    ),
    "rule-unknown": ("không có quy tắc đọc “{name}”.", "there is no reading rule “{name}”."),
    "rule-no-alternative": (
        "“{name}” không thay được cho quy tắc “{rule}”.",
        "“{name}” cannot stand for the rule “{rule}”.",
    ),
    "format-unknown": ("không có dạng “{name}” cho kết quả này.", "this result has no format “{name}”."),
    "parameter-shape": ("“{words}” phải có dạng TÊN=GIÁ TRỊ", "“{words}” must read NAME=VALUE"),
    # questions
    "query-refused": ("câu hỏi SPARQL bị từ chối: {detail}", "the SPARQL question is refused: {detail}"),
    "query-outside": (
        "{word} bị từ chối: câu hỏi không được sửa dữ liệu hay ra ngoài đồ thị",
        "{word} is refused: a question may not change data or reach outside the graph",
    ),
    "query-from": (
        "FROM bị từ chối: mọi câu hỏi đọc chung tất cả các nguồn đã nạp; chỉ nạp nguồn cần hỏi",
        "FROM is refused: every question reads all loaded sources together; load only the sources you mean",
    ),
    "query-too-deep": ("câu hỏi lồng nhau hoặc ghép quá {most} lần", "the question nests or joins more than {most} times"),
    "query-unreadable": ("không đọc được tệp câu hỏi {path}: {detail}", "the query file {path} cannot be read: {detail}"),
    "query-file-missing": ("không tìm thấy tệp câu hỏi {path}", "the query file {path} is not found"),
    "parameter-missing": (
        "câu hỏi {question} cần tham số: {names}; thêm -p TÊN=GIÁ TRỊ",
        "the question {question} needs: {names}; add -p NAME=VALUE",
    ),
    # shapes, engines, files
    "shapes-unreadable": (
        "tệp shapes không đọc được: {detail}; cần một tệp Turtle viết đúng",
        "the shapes file cannot be read: {detail}; it has to be a well-formed Turtle file",
    ),
    "shapes-empty": (
        "tệp shapes không có shape nào; cần ít nhất một sh:NodeShape, hoặc một shape có sh:targetClass",
        "the shapes file holds no shape; at least one sh:NodeShape, or a shape with sh:targetClass, is needed",
    ),
    "shapes-refused": ("shapes bị từ chối: {detail}", "the shapes are refused: {detail}"),
    "engine-failed": (
        "pySHACL tự hỏng khi so một giá trị trong dữ liệu (như NaN với số thập phân), shapes không sai; hãy sửa giá trị đó hoặc dùng --engine compiled",
        "pySHACL itself fails to compare a value of the data (such as NaN with a decimal), the shapes are not at fault; mend the value or use --engine compiled",
    ),
    "shape-refused": (
        "bộ máy đối chiếu từ chối shape {shape}: {detail}",
        "the reference engine refuses the shape {shape}: {detail}",
    ),
    "shapes-elsewhere": (
        "tệp shapes trỏ tới shapes ở <{iri}>; hãy bỏ sh:shapesGraph và đưa shapes đó bằng -s",
        "the shapes file refers to the shapes at <{iri}>; remove sh:shapesGraph and give those shapes with -s",
    ),
    "shapes-import": (
        "tệp shapes gọi tệp ngoài <{iri}>; hãy bỏ owl:imports và đưa shapes đó bằng -s",
        "the shapes file imports <{iri}>; remove owl:imports and give those shapes with -s",
    ),
    "engine-unknown": (
        "không có bộ máy {engine}; chọn một trong: {engines}",
        "there is no engine {engine}; choose one of: {engines}",
    ),
    "shape-malformed": (
        "shape {shape} viết sai ở {detail}; xem chuẩn SHACL",
        "the shape {shape} is malformed at {detail}; see SHACL",
    ),
    "shape-parameter-twice": (
        (
            "shape {shape} cho <{parameter}> nhiều giá trị, nhưng ràng buộc <{component}> có nhiều tham số; chỉ được một giá trị,"
            " hãy tách thành nhiều shape"
        ),
        (
            "the shape {shape} gives <{parameter}> several values, but the constraint component <{component}> has several parameters;"
            " give one, or make several shapes"
        ),
    ),
    "shape-recursive": (
        "shape {shape} là một phần của chính nó; hãy bỏ vòng lặp",
        "the shape {shape} is part of itself; remove the loop",
    ),
    "shape-unsafe": (
        "shape {shape} dùng <{property}>: mã lệnh không được chạy; hãy bỏ đi",
        "the shape {shape} uses <{property}>: scripts are never run; remove it",
    ),
    "shape-unsupported": (
        "shape {shape} dùng <{property}> (SHACL nâng cao), chưa hỗ trợ; hãy viết lại bằng SHACL Core hoặc sh:sparql",
        "the shape {shape} uses <{property}> (advanced SHACL), which is not supported; use SHACL Core or sh:sparql",
    ),
    "path-malformed": (
        "{shape} không phải là đường dẫn thuộc tính SHACL; hãy dùng IRI của thuộc tính, ( … ) hoặc [ sh:inversePath … ]",
        "{shape} is no SHACL property path; use the IRI of a property, ( … ) or [ sh:inversePath … ]",
    ),
    "pattern-slow": (
        (
            "shape {shape} có biểu thức chính quy mà bộ máy đối chiếu có thể thử mãi không xong: lặp trong lặp hoặc lặp nối lặp ở"
            " “{pattern}”; hãy viết lại, hoặc dùng --engine compiled với truy vấn biên dịch được"
        ),
        (
            "the shape {shape} has a regular expression that the reference engine may try for ever: repetition in or after repetition"
            " at “{pattern}”; rewrite it, or use --engine compiled with queries that can be compiled"
        ),
    ),
    "pattern-syntax": (
        "biểu thức chính quy “{pattern}” của shape {shape} sai cú pháp từ ký tự thứ {place} (“{rest}”): {detail}; hãy sửa biểu thức",
        "the regular expression “{pattern}” of the shape {shape} is malformed at character {place} (“{rest}”): {detail}; mend it",
    ),
    "pattern-unsupported": (
        (
            "biểu thức chính quy “{pattern}” của shape {shape} dùng “{part}”: nhìn trước, nhìn sau và tham chiếu ngược"
            " không được hỗ trợ; hãy viết lại"
        ),
        (
            "the regular expression “{pattern}” of the shape {shape} uses “{part}”: look-around and back-references"
            " are not supported; write it otherwise"
        ),
    ),
    "pattern-refused": (
        "bộ máy không đọc được biểu thức chính quy “{pattern}” của shape {shape}: ký hiệu lạ, hoặc số lần lặp quá lớn; hãy viết lại",
        "the engine cannot read the regular expression “{pattern}” of the shape {shape}: a foreign sign, or too many repetitions; rewrite it",
    ),
    "pattern-flags": (
        "shape {shape} có cờ “{flags}” của biểu thức chính quy; chỉ dùng được s, i, m, x, q",
        "the shape {shape} has the flags “{flags}” for a regular expression; only s, i, m, x, q can be used",
    ),
    "shape-undefined": (
        "shape {shape} được dùng đến nhưng không được định nghĩa; hãy kiểm tra tên",
        "the shape {shape} is referred to but nowhere defined; check the name",
    ),
    "shape-query-syntax": (
        "truy vấn trong shape {shape} viết sai ở {detail}",
        "the query in the shape {shape} is malformed at {detail}",
    ),
    "shape-query-refused": (
        "truy vấn trong shape {shape} không được dùng {word}; hãy viết lại",
        "the query in the shape {shape} may not use {word}; write it otherwise",
    ),
    "shape-query-beyond": (
        "truy vấn trong shape {shape} dùng {word}, không biên dịch được; chỉ bộ máy đối chiếu chạy được",
        "the query in the shape {shape} uses {word}, which cannot be compiled; only the reference engine can run it",
    ),
    "shipped-files-missing": (
        "thiếu thư mục {kind} của bản cài đặt; hãy cài lại cakg",
        "the folder {kind} of the installation is missing; install cakg again",
    ),
    "package-missing": ("thiếu gói {name}; chạy: pip install cakg", "the package {name} is missing; run: pip install cakg"),
    "findings": (
        "có {count} phát hiện, nặng nhất từ mức {severity}",
        "{count} {count:finding|findings}, the gravest {severity}",
    ),
    "system-denied": (
        "không có quyền, hoặc tệp đang mở ở chương trình khác",
        "no permission, or the file is open in another program",
    ),
    "system-missing": ("không có tệp hoặc thư mục này", "there is no such file or folder"),
    "system-no-folder": ("đường dẫn đi qua một tệp không phải thư mục", "the path leads through a file that is no folder"),
    "system-folder": ("đây là thư mục, không phải tệp", "this is a folder, not a file"),
    "system-full": ("ổ đĩa đã đầy hoặc hết hạn mức", "the disk is full or the quota is used up"),
    "system-read-only": ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    "system-busy": ("tệp đang bận", "the file is busy"),
    "system-long-name": ("tên tệp quá dài", "the file name is too long"),
    "cannot-write": (
        "không ghi được: {detail}; đóng tệp nếu đang mở rồi thử lại, tệp cũ còn nguyên",
        "cannot write: {detail}; close the file if it is open and try again, the old file is untouched",
    ),
    "cannot-write-new": ("không ghi được: {detail}", "cannot write: {detail}"),
    "no-such-folder": (
        "không có thư mục này nên không ghi được {name}; tạo thư mục trước hoặc chọn chỗ khác",
        "there is no such folder, so {name} cannot be written; make it first or choose another place",
    ),
    "bug": (
        "lỗi của phần mềm: {detail}; chạy lại với --debug và báo cho nhóm phát triển",
        "a bug of ours: {detail}; run again with --debug and report it",
    ),
    "written": ("đã ghi {path}", "wrote {path}"),
    # words of pages and tables
    "example": ("DỮ LIỆU MẪU đi kèm phần mềm", "EXAMPLE DATA shipped with the software"),
    "example-short": ("dữ liệu mẫu", "example data"),
    "title-duties": ("Ai phải làm gì, trước khi nào", "Who must do what by when"),
    "title-matrix": ("Ma trận trách nhiệm", "Responsibility matrix"),
    "as-of": ("Tính đến {day}", "As of {day}"),
    "count-duties": ("{count} dòng nhiệm vụ", "{count} {count:row|rows} of duties"),
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
    "no-duties": (
        "Không có dòng nào. Dữ liệu đã nạp không nêu nhiệm vụ nào khớp với câu hỏi.",
        "No rows. The loaded data states no duty that fits the question.",
    ),
    "no-duties-left": (
        "Không có dòng nào qua được bộ lọc. Dữ liệu đã nạp có nội dung có thể khớp với câu hỏi nhưng không liệt kê ở đây: {left}.",
        "No row passed the filters. The loaded data states what may fit the question but is not listed here: {left}.",
    ),
    "col-code": ("Mã", "Code"),
    "col-duty": ("Nhiệm vụ và căn cứ", "Duty and authority"),
    "col-bearer": ("Đơn vị, vai trò", "Bearer, role"),
    "col-deadline": ("Thời hạn", "Deadline"),
    "col-status": ("Tình trạng", "Status"),
    "col-force": ("Mức ràng buộc", "Force"),
    "nobody": ("không nêu ai", "nobody stated"),
    "no-day": ("không có ngày đọc được", "no day that can be read"),
    "working": ("đang kiểm tra {count} phát biểu…", "working on {count} {count:statement|statements}…"),
    "not-stated": ("không nêu thời hạn", "no time stated"),
    "head": ("người đứng đầu", "head"),
    "ended": ("đã kết thúc hoạt động", "has ended"),
    "not-yet": ("chưa thành lập", "not yet set up"),
    "holder-ended": ("{name} đã kết thúc hoạt động", "{name} has ended"),
    "dcterms:title": ("trích yếu", "title"),
    "dcterms:source": ("nguồn tư liệu", "source"),
    "skos:note": ("ghi chú", "note"),
    "skos:altLabel": ("tên khác", "other name"),
    "card-duties": ("Nhiệm vụ nêu, thực hiện hoặc nhắc đến văn bản này", "Duties that state, carry out or name it"),
    "date-unknown": ("không rõ ngày", "day not known"),
    "unstated-role": ("không nêu vai trò", "no role stated"),
    "unstated-bearer-basis": ("không nêu căn cứ xác định chủ thể", "no basis of the bearer stated"),
    "unstated-binding-force": ("không nêu", "none stated"),
    "unstated-pass-rule": ("không nêu quy tắc công nhận", "no pass rule stated"),
    "unstated-membership-policy": ("không nêu cách tính thành viên", "no membership policy stated"),
    "authority-not-stated": ("không nêu văn bản hoặc phát biểu", "no instrument or utterance stated"),
    "reported-only": ("bài báo thuật lại", "reported by an article"),
    "inferred-bearer": ("gạch chấm: chủ thể kế thừa hoặc ngầm hiểu", "dotted: bearer inherited or implied"),
    "page-undated": (
        "{count} dòng không rõ ngày nằm ngoài bộ lọc ngày",
        "{count} {count:row|rows} without a date, outside the date filter",
    ),
    "page-turns-from": (
        "việc định kỳ chỉ kể các kỳ đến hạn từ ngày {day}",
        "of recurring duties only occurrences due from {day} on",
    ),
    "page-calls": (
        "không kể {count} lời kêu gọi, mong muốn",
        "{count} {count:call or wish|calls and wishes} not counted",
    ),
    "group-ministry": ("Cấp Bộ", "Ministry"),
    "group-local": ("Địa phương", "Localities"),
    "group-outside": ("Ngoài ngành", "Outside the police"),
    "group-force": ("Toàn lực lượng", "Whole force"),
    "group-unplaced": ("Chưa rõ cấp", "Level not stated"),
    "group-none": ("Không nêu", "Not stated"),
    "legend": ("Ký hiệu", "Key"),
    "proof": ("Căn cứ và chứng cứ", "Proof"),
    "proof-stated": ("Chữ nêu thời hạn", "Words on time"),
    "proof-rule": ("Quy tắc đọc", "Reading rule"),
    "proof-bounds": ("Khoảng ngày", "Bounds"),
    "proof-chain": ("Chuỗi thẩm quyền", "Chain of authority"),
    "proof-spans": ("Chứng cứ trong nguồn", "Evidence in the sources"),
    "proof-doubts": ("Điều còn phải thẩm định", "Doubts recorded"),
    "proof-parties": ("Ai, vai trò gì, căn cứ nào", "Who, in which role, on what basis"),
    "no-duty-then": ("không có nhiệm vụ nào tại ngày xem", "no duty on the day asked about"),
    "certain": ("chắc chắn", "certain"),
    "possible": ("có thể", "possible"),
    "unresolved": ("chưa xác định", "unresolved"),
    "earliest": ("đọc sớm nhất là", "earliest reading"),
    "due": ("hạn", "due"),
    "line": ("dòng", "line"),
    "confidence": ("độ tin cậy", "confidence"),
    "supports-action": ("nhiệm vụ", "action"),
    "supports-bearer": ("chủ thể", "bearer"),
    "supports-deadline": ("thời hạn", "deadline"),
    "words-not-asked": ("không in chữ của nguồn; dùng --texts THƯ_MỤC", "no words printed; use --texts FOLDER"),
    "words-missing": ("không có văn bản nguồn trong thư mục đã cho", "the source is not in the given folder"),
    "words-changed": (
        "văn bản nguồn đã thay đổi (mã băm không khớp), không in",
        "the source has changed (the hash does not match), not printed",
    ),
    "parents": ("Cấp trên", "Above"),
    "successors": ("Chuyển cho", "Followed by"),
    "predecessors": ("Nhận từ", "Follows"),
    "takes-all": ("nhận toàn bộ, theo quy tắc mặc định", "takes over all, by the default rule"),
    "takes-part": ("nhận một phần", "takes over a part"),
    "and-more": ("… và {count} nữa, tất cả {total}", "… and {count} more, {total} in all"),
    "snapshot": ("số liệu tại {day}", "snapshot of {day}"),
    "by-register": ("Theo {name}, số liệu tại {day}", "By {name}, snapshot of {day}"),
    "exists": ("Tồn tại", "Exists"),
    "existence": ("Có hay không", "Existence"),
    "facts": ("Thông tin", "Facts"),
    "pointers": ("Được nhắc từ", "Pointed at by"),
    # validation
    **CONSTRAINTS,
    **FINDINGS,
    "loaded": ("{name}: {count} phát biểu, sha256 {sha256}", "{name}: {count} {count:statement|statements}, sha256 {sha256}"),
    "inferred-count": ("suy ra {count} phát biểu mới", "{count} new {count:statement|statements} inferred"),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    **HOLDERS,
    **OFFICE,
    **PAGES,
    **PARTS,
    **PROGRESS,
    **TIMES,
}
"""Key, then the sentence in each of `LANGUAGES`; values are filled in by name.

A number chooses among the two forms of an English word where they stand: {count} {count:row|rows}.
"""


class _Value:
    """A value that chooses the singular or the plural of the words beside it; what is no number takes the plural."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __format__(self, words: str) -> str:
        one, both, more = words.partition("|")
        if not both:
            return format(self._value, words)
        return one if str(self._value).lstrip("0") == "1" else more


_COUNTS = ("count", "total", "duties", "targets", "records")
"""Values that count things, and so have dots or commas between their thousands; years and lines have none."""


def _grouped(value: Any, lang: str) -> Any:
    """Return a number as people write it, anything else as it is."""
    if type(value) is not int:
        return value
    return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", ".")


def say(key: str, lang: str, **values: Any) -> str:
    """Return a sentence in `lang` with its values filled in.

    >>> say("as-of", "en", day="22/11/2026")
    'As of 22/11/2026'
    >>> say("count-duties", "en", count=1), say("count-duties", "en", count=2)
    ('1 row of duties', '2 rows of duties')
    >>> say("count-duties", "vi", count=25258)
    '25.258 dòng nhiệm vụ'
    """
    told = {name: _Value(_grouped(value, lang) if name in _COUNTS else value) for name, value in values.items()}
    return MESSAGES[key][LANGUAGES.index(lang)].format(**told)
