"""What a constraint of SHACL demands, for shapes that bring no message of their own."""

from __future__ import annotations

CONSTRAINTS: dict[str, tuple[str, str]] = {
    "demand-class": ("{what} phải thuộc lớp {values}", "{what} must be of class {values}"),
    "demand-datatype": ("{what} phải có kiểu {values}", "{what} must have the datatype {values}"),
    "demand-nodeKind": ("{what} phải là {kind}", "{what} must be {kind}"),
    "demand-minCount": (
        "cần ít nhất {number} giá trị của {path}, có {count}",
        "at least {number} of {path} are needed, there are {count}",
    ),
    "demand-maxCount": (
        "được nhiều nhất {number} giá trị của {path}, có {count}",
        "at most {number} of {path} are allowed, there are {count}",
    ),
    "demand-minExclusive": ("{what} phải lớn hơn {values}", "{what} must be more than {values}"),
    "demand-minInclusive": ("{what} phải từ {values} trở lên", "{what} must be {values} or more"),
    "demand-maxExclusive": ("{what} phải nhỏ hơn {values}", "{what} must be less than {values}"),
    "demand-maxInclusive": ("{what} không được quá {values}", "{what} must be {values} or less"),
    "demand-minLength": ("{what} phải dài ít nhất {number} ký tự", "{what} must have at least {number} characters"),
    "demand-maxLength": ("{what} dài nhiều nhất {number} ký tự", "{what} must have at most {number} characters"),
    "demand-pattern": ("{what} phải khớp biểu thức {values}", "{what} must match the expression {values}"),
    "demand-languageIn": ("{what} phải có mã ngôn ngữ thuộc: {values}", "{what} must have one of the language tags: {values}"),
    "demand-uniqueLang": (
        "mỗi ngôn ngữ chỉ được một giá trị của {path}",
        "each language may have one value of {path}",
    ),
    "demand-equals": (
        "{what} và giá trị của {values} phải là một; giá trị này chỉ có ở một bên",
        "{what} and the values of {values} must be the same; this one stands on one side only",
    ),
    "demand-disjoint": (
        "{what} không được là giá trị của {values}",
        "{what} may not be a value of {values}",
    ),
    "demand-lessThan": (
        "{what} phải nhỏ hơn hoặc trước mọi giá trị của {values}",
        "{what} must be less than, or before, every value of {values}",
    ),
    "demand-lessThanOrEquals": (
        "{what} không được lớn hơn hoặc sau giá trị của {values}",
        "{what} may not be more than, or after, a value of {values}",
    ),
    "demand-not": ("{what} không được đúng với shape {shapes}", "{what} may not conform to the shape {shapes}"),
    "demand-and": ("{what} phải đúng với tất cả các shape {shapes}", "{what} must conform to all of the shapes {shapes}"),
    "demand-or": (
        "{what} phải đúng với ít nhất một trong các shape {shapes}",
        "{what} must conform to one of the shapes {shapes}",
    ),
    "demand-xone": (
        "{what} phải đúng với một và chỉ một trong các shape {shapes}",
        "{what} must conform to one, and only one, of the shapes {shapes}",
    ),
    "demand-node": ("{what} phải đúng với shape {shapes}", "{what} must conform to the shape {shapes}"),
    "demand-qualifiedMinCount": (
        "cần ít nhất {number} giá trị của {path} đúng với shape {shapes}",
        "at least {number} of {path} must conform to the shape {shapes}",
    ),
    "demand-qualifiedMaxCount": (
        "được nhiều nhất {number} giá trị của {path} đúng với shape {shapes}",
        "at most {number} of {path} may conform to the shape {shapes}",
    ),
    "demand-closed": ("{what} không được có thuộc tính {found}", "{what} may not have the property {found}"),
    "demand-hasValue": ("{what} phải gồm {values}", "{what} must include {values}"),
    "demand-in": ("{what} phải là một trong: {values}", "{what} must be one of: {values}"),
    "demand-query": (
        "truy vấn của shape {shape} tìm thấy điều sai ở {what}",
        "the query of the shape {shape} finds fault with {what}",
    ),
    "demand-custom": (
        "{what} không đúng với ràng buộc {component} ({values})",
        "{what} does not meet the constraint {component} ({values})",
    ),
    "what-record": ("bản ghi", "the record"),
    "what-values": ("giá trị của {path}", "the value of {path}"),
    "kind-IRI": ("một IRI", "an IRI"),
    "kind-BlankNode": ("một nút không tên", "a node without a name"),
    "kind-Literal": ("chữ, số hoặc ngày", "a literal"),
    "kind-BlankNodeOrIRI": ("một IRI hoặc nút không tên", "an IRI or a node without a name"),
    "kind-BlankNodeOrLiteral": ("chữ, số, ngày hoặc nút không tên", "a literal or a node without a name"),
    "kind-IRIOrLiteral": ("một IRI hoặc chữ, số, ngày", "an IRI or a literal"),
}
