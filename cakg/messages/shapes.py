"""Why shapes are refused."""

from __future__ import annotations

SHAPES: dict[str, tuple[str, str]] = {
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
    "shape-parameter-name": (
        (
            "tham số <{parameter}> ở {shape} có tên “{name}”, truy vấn không dùng được: tên gồm chữ, số và “_” sau dấu “/”, “#” hoặc"
            " “:” cuối, không trùng với tham số khác và không phải this, value, path, PATH, shapesGraph, currentShape; hãy đổi IRI"
        ),
        (
            "the parameter <{parameter}> at {shape} has the name “{name}”, which no query can use: letters, digits and “_” after the"
            " last “/”, “#” or “:”, that of no other parameter, and not this, value, path, PATH, shapesGraph or currentShape;"
            " give it another IRI"
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
        "{shape} không phải là đường dẫn thuộc tính SHACL; hãy dùng IRI của thuộc tính, ( … ) từ hai phần tử trở lên hoặc [ sh:inversePath … ]",
        "{shape} is no SHACL property path; use the IRI of a property, ( … ) of two members or more, or [ sh:inversePath … ]",
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
            "biểu thức chính quy “{pattern}” của shape {shape} dùng “{part}”: nhìn trước, nhìn sau, tham chiếu ngược và"
            " phép tính trên tập ký tự trong [ ] không được hỗ trợ; hãy viết lại"
        ),
        (
            "the regular expression “{pattern}” of the shape {shape} uses “{part}”: look-around, back-references and"
            " operations on sets in [ ] are not supported; write it otherwise"
        ),
    ),
    "pattern-refused": (
        "bộ máy không đọc được biểu thức chính quy “{pattern}” của shape {shape}: ký hiệu lạ, hoặc số lần lặp quá lớn; hãy viết lại",
        "the engine cannot read the regular expression “{pattern}” of the shape {shape}: a foreign sign, or too many repetitions; rewrite it",
    ),
    "pattern-computed": (
        "shape {shape} dùng biểu thức chính quy hoặc cờ không viết sẵn thành chuỗi, nên không kiểm tra trước được; hãy viết thành chuỗi",
        "the shape {shape} uses a regular expression or flags that are not written out, so they cannot be checked; write them out",
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
}
