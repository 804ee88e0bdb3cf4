"""Why a question, a name or a value asked with is refused."""

from __future__ import annotations

ASKING: dict[str, tuple[str, str]] = {
    "name-unknown": ("không có “{name}” trong dữ liệu.", "there is no “{name}” in the data."),
    "nothing-to-prove": (
        "“{name}” không phải nhiệm vụ hay văn bản; xem bằng cakg show.",
        "“{name}” is neither a duty nor a document; see it with cakg show.",
    ),
    "unit-code-not-then": (
        "“{name}” không phải mã của đơn vị nào vào ngày {day}.",
        "“{name}” is the code of no unit on {day}.",
    ),
    "name-ambiguous": ("“{name}” chỉ nhiều bản ghi; hãy chọn một.", "“{name}” names several records; choose one."),
    "code-unknown": ("không có giá trị “{name}”.", "there is no value “{name}”."),
    "question-unknown": (
        "không có câu hỏi “{name}”; xem các câu hỏi bằng cakg questions.",
        "there is no question “{name}”; cakg questions lists them.",
    ),
    "command-unknown": (
        "không có lệnh “{name}”; xem các lệnh bằng cakg --help.",
        "there is no command “{name}”; cakg --help lists them.",
    ),
    "parameter-unknown": ("câu hỏi không có tham số “{name}”.", "the question has no parameter “{name}”."),
    "nearest": ("Gần nhất: {names}", "Nearest: {names}"),
    "not-in-xml": (
        "dữ liệu có ký tự {sign} mà XML không ghi được; hãy chọn dạng khác, như turtle.",
        "the data have the sign {sign}, which XML cannot hold; choose another form, such as turtle.",
    ),
    "format-unknown": ("không có dạng “{name}” cho kết quả này.", "this result has no format “{name}”."),
    "parameter-shape": ("“{words}” phải có dạng TÊN=GIÁ TRỊ", "“{words}” must read NAME=VALUE"),
    "query-refused": ("câu hỏi SPARQL bị từ chối: {detail}", "the SPARQL question is refused: {detail}"),
    "query-syntax": (
        "câu hỏi SPARQL sai cú pháp ở dòng {line}, cột {column}",
        "the SPARQL question is ill-formed at line {line}, column {column}",
    ),
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
}
