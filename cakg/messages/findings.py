"""Sentences about what validation finds, and of the letters that ask about it."""

FINDINGS: dict[str, tuple[str, str]] = {
    "severity-violation": ("LỖI", "VIOLATION"),
    "severity-warning": ("CẢNH BÁO", "WARNING"),
    "severity-info": ("LƯU Ý", "INFO"),
    "checked": (
        "Đã kiểm tra {records} bản ghi bằng {shapes} quy tắc",
        "Checked {records} records with {shapes} shapes",
    ),
    "validated": (
        "{violation} lỗi, {warning} cảnh báo, {info} lưu ý",
        "{violation} violations, {warning} warnings, {info} infos",
    ),
    "referred": (
        "{count} shape không biên dịch được, do bộ máy đối chiếu kiểm tra: {names}",
        "{count} {count:shape|shapes} cannot be compiled and {count:was|were} judged by the reference engine: {names}",
    ),
    "at-fault": (
        "{count} điểm cần sửa trong shapes đưa thêm, phần đó chưa kiểm tra được",
        "{count} {count:point|points} to mend in the shapes added: that part was not checked",
    ),
    "nothing-to-check": (
        "không có bản ghi nào thuộc đích của các shape, nên chưa kiểm tra được gì; xem lại nguồn, hoặc thêm --allow-empty",
        "no record is a target of the shapes, so nothing was checked; look at the sources, or add --allow-empty",
    ),
    "nothing-to-check-at-fault": (
        (
            "không có bản ghi nào thuộc đích của các shape, nên chưa kiểm tra được gì; shapes đưa thêm có {count} điểm cần sửa,"
            " trước hết ở {place} (thêm --allow-empty để xem)"
        ),
        (
            "no record is a target of the shapes, so nothing was checked; the shapes added have {count} {count:point|points} to"
            " mend, first at {place} (add --allow-empty to see)"
        ),
    ),
    "lint-misspelt": (
        "SHACL không có {name}; có phải {nearest}? Shape không kiểm tra điều này.",
        "SHACL has no {name}; is {nearest} meant? The shape does not check it.",
    ),
    "lint-unknown": (
        "SHACL Core và SHACL-SPARQL không có {name}. Shape không kiểm tra điều này.",
        "SHACL Core and SHACL-SPARQL have no {name}. The shape does not check it.",
    ),
    "lint-alone": (
        "{name} chỉ có nghĩa khi đi cùng {nearest}. Shape không kiểm tra điều này.",
        "{name} means something only together with {nearest}. The shape does not check it.",
    ),
    "lint-rule": (
        (
            "Validate không chạy {name} nên shape không thấy điều quy tắc này sẽ suy ra; suy ra trước bằng cakg infer"
            " (chạy quy tắc của thư viện) rồi kiểm tra kết quả, hoặc bỏ {name}."
        ),
        (
            "validate does not run {name}, so the shape does not see what this rule would add; infer first with cakg infer"
            " (which runs the rules of the library) and validate what it gives, or remove {name}."
        ),
    ),
    "lint-parameter": (
        "{name} không thuộc SHACL; có phải {nearest}? Shape không kiểm tra điều này.",
        "{name} is not of SHACL; is {nearest} meant? The shape does not check it.",
    ),
    "lint-component": (
        "Có sh:parameter và validator nhưng không khai là sh:ConstraintComponent: không shape nào kiểm tra theo đó. Thêm kiểu này.",
        "It has parameters and a validator but is not declared sh:ConstraintComponent: no shape is checked by it. Add that type.",
    ),
    "lint-target": (
        "Shape không có đích và không shape nào dùng đến: nó không kiểm tra gì. Thêm sh:targetClass, hoặc bỏ shape.",
        "The shape has no target and no other shape uses it: it checks nothing. Add sh:targetClass, or remove it.",
    ),
    "lint-focus": (
        "Không bản ghi nào trong dữ liệu là đích của shape. Xem lại đích, hoặc nguồn đưa vào.",
        "No record in the data is a target of the shape. Look at the target, or at the sources given.",
    ),
    "lint-aim": (
        "Không bản ghi nào thuộc đích {name} của shape. Xem lại đích, hoặc nguồn đưa vào.",
        "No record is met by the target {name} of the shape. Look at the target, or at the sources given.",
    ),
    "lint-class": (
        "Bản thể học không có {name} mà shape lấy làm đích; có phải {nearest}? Shape không kiểm tra gì ở đó.",
        "The ontology has no {name}, a target of the shape; is {nearest} meant? The shape checks nothing there.",
    ),
    "lint-term": (
        "Bản thể học và danh mục không có {name}; có phải {nearest}? Shape không thấy gì dưới tên này.",
        "The ontology and its vocabularies have no {name}; is {nearest} meant? The shape sees nothing by that name.",
    ),
    "term-unknown": (
        "Bản thể học không có {name}; có phải {nearest}? Không câu hỏi, quy tắc nào đọc được điều ghi dưới tên này.",
        "The ontology has no {name}; is {nearest} meant? No question or rule reads what is said by that name.",
    ),
    "year-typed": (
        "{name} mang kiểu năm hoặc tháng ({year}): không so được với ngày nào, nên khi lọc theo thời gian sẽ bị mất; hãy ghi xsd:date, hoặc chuỗi như bản gốc.",
        "{name} is typed as a year or month ({year}): it compares with no day and is lost when one asks by time; write an xsd:date, or a string as printed.",
    ),
    "deadline-misread-due": (
        "Hạn ghi là ngày {recorded}, nhưng chữ in “{words}” đọc ra ngày {read}.",
        "The deadline is recorded as {recorded}, but the printed words “{words}” are read as {read}.",
    ),
    "deadline-misread-start": (
        "Ngày bắt đầu ghi là {recorded}, nhưng chữ in “{words}” đọc ra ngày {read}.",
        "The first day is recorded as {recorded}, but the printed words “{words}” are read as {read}.",
    ),
    "deadline-misread-remedy": (
        "Đọc lại cakg:statedText bằng cakg deadline rồi sửa cakg:startsOn, cakg:dueBy cho khớp với chữ in.",
        "Read cakg:statedText again with cakg deadline and correct cakg:startsOn and cakg:dueBy to what is printed.",
    ),
    "deadline-misread-ask-due": (
        "Việc này phải xong trong hay trước ngày nào?",
        "By or before which day must this be done?",
    ),
    "deadline-misread-ask-start": ("Việc này bắt đầu ngày nào?", "On which day does this begin?"),
    "lint-datatype": (
        "XSD không có kiểu {name}; có phải {nearest}? Không giá trị nào có kiểu này.",
        "XSD has no datatype {name}; is {nearest} meant? No value is of it.",
    ),
    "lint-severity": (
        "SHACL không có mức {name}; có phải {nearest}? Phát hiện của shape được tính là lỗi.",
        "SHACL has no severity {name}; is {nearest} meant? What the shape finds counts as a violation.",
    ),
    "lint-empty": (
        "Danh sách của {name} rỗng: shape không so với gì. Điền danh sách, hoặc bỏ {name}.",
        "The list of {name} is empty: the shape compares with nothing. Fill the list, or remove {name}.",
    ),
    "lint-deactivated": (
        "Shape đang tắt: nó không kiểm tra gì. Bỏ sh:deactivated để dùng lại.",
        "The shape is switched off: it checks nothing. Remove sh:deactivated to use it again.",
    ),
    "lint-demand": (
        "Shape không đòi hỏi điều gì. Thêm ràng buộc (sh:property, sh:nodeKind...), hoặc bỏ shape.",
        "The shape demands nothing. Add a constraint (sh:property, sh:nodeKind ...), or remove it.",
    ),
    "remedy": ("Sửa", "Remedy"),
    "ask-drafter": ("Hỏi đơn vị soạn thảo", "Ask the drafting unit"),
    "shape-unknown": ("không có quy tắc hoặc lớp “{name}”.", "there is no shape or class “{name}”."),
    "no-findings": ("Không có phát hiện nào.", "No findings."),
    "title-findings": ("Kết quả kiểm tra dữ liệu", "Findings of the validation"),
    "sheet-findings": ("Phát hiện", "Findings"),
    "sheet-checked": ("Đã kiểm tra", "Checked"),
    "fact-records": ("Bản ghi đã kiểm tra", "Records checked"),
    "fact-shapes": ("Quy tắc đã dùng", "Shapes used"),
    "col-severity": ("Mức", "Severity"),
    "col-record": ("Bản ghi", "Record"),
    "col-problem": ("Vấn đề", "Problem"),
    "col-remedy": ("Cách sửa", "Remedy"),
    "col-question": ("Câu hỏi cho đơn vị soạn thảo", "Question to the drafting unit"),
    "col-gap": ("Vì sao chưa rõ", "Why not known"),
    "col-value": ("Giá trị", "Value"),
    "col-file": ("Tệp", "File"),
    "col-place": ("Tệp:dòng", "File:line"),
    "col-line": ("Dòng", "Line"),
    "col-shape": ("Quy tắc", "Shape"),
    "col-property": ("Thuộc tính", "Property"),
    "col-iri": ("Mã IRI", "IRI"),
    "col-fact": ("Nội dung", "Item"),
    "col-count": ("Số lượng", "Count"),
    "gap-notStated": ("không nêu", "not stated"),
    "gap-notExtracted": ("chưa trích được", "not yet extracted"),
    "gap-ambiguous": ("nêu chưa rõ", "stated ambiguously"),
    "gap-other": ("nội dung khác cần làm rõ", "other points"),
    "gap-hint-notStated": (
        "Đề nghị bổ sung, hoặc xác nhận là không quy định.",
        "Please state it, or confirm that it is left open.",
    ),
    "gap-hint-notExtracted": (
        "Có thể đã được nêu; đề nghị chỉ rõ nơi nêu (văn bản, điều, khoản) hoặc cung cấp nội dung.",
        "It may well be stated; please say where (instrument and provision) or give the words.",
    ),
    "gap-hint-ambiguous": (
        "Câu chữ có thể hiểu nhiều cách; đề nghị xác định cách hiểu đúng.",
        "The words can be read in several ways; please say which is meant.",
    ),
    "gap-hint-other": ("Đề nghị cho biết ý kiến.", "Please give your view."),
    "letter-to": ("Kính gửi", "To"),
    "drafter-unknown": ("đơn vị soạn thảo chưa rõ", "drafting unit not known"),
    "matter-none": ("Nội dung chưa gắn với văn bản nào", "Points that no instrument states"),
    "on-day": ("ngày {day}", "of {day}"),
    "held-on": ("ngày {day}", "on {day}"),
    "between-days": ("từ {first} đến {last}, chưa rõ ngày nào", "between {first} and {last}, the day is not known"),
    "day-unknown": ("chưa rõ ngày", "on a day not known"),
    "subject-code": ("mã {code}", "code {code}"),
    "also-stated": ("cũng nêu tại: {names}", "also stated in: {names}"),
    "letters-counted": (
        "{questions} câu hỏi trong {letters} thư; {unasked} phát hiện khác sửa ngay trong dữ liệu, không cần hỏi",
        "Questions: {questions}; letters: {letters}; other findings, mended in the data without asking: {unasked}",
    ),
    "extra-missing": (
        'thiếu gói {name}; chạy: pip install "cakg[{extra}]"',
        'the package {name} is missing; run: pip install "cakg[{extra}]"',
    ),
    "output-needed": (
        "dạng {name} không in ra màn hình được; thêm -o TÊN_TỆP.{name}",
        "{name} cannot be shown on a terminal; add -o FILE.{name}",
    ),
    "output-is-input": (
        "{path} là tệp đầu vào của lệnh này nên không ghi đè; chọn tên khác cho -o",
        "{path} was read by this command and is not written over; name another file for -o",
    ),
    "output-in-source": (
        "{path} nằm trong thư mục nguồn {folder}, lần sau sẽ bị đọc như dữ liệu; ghi -o ra thư mục khác",
        "{path} lies in {folder}, a folder of sources, and would be read as data the next time; write -o to another folder",
    ),
    "template-not-word": (
        "không phải tệp Word (.docx) đọc được; mở trong Word và lưu lại dạng .docx",
        "not a Word file (.docx) that can be read; open it in Word and save it as .docx",
    ),
    "template-refused-at": (
        "không dùng được làm mẫu: ở đoạn “{words}”: {detail}; sửa trường trong đoạn đó hoặc bỏ --template",
        "cannot be used as a template: in the paragraph “{words}”: {detail}; mend the field there or leave out --template",
    ),
    "template-refused": (
        "không dùng được làm mẫu: {detail}; sửa trường trong mẫu hoặc bỏ --template",
        "cannot be used as a template: {detail}; mend its fields or leave out --template",
    ),
    "findings": (
        "có {count} phát hiện, nặng nhất từ mức {severity}",
        "{count} {count:finding|findings}, the gravest {severity}",
    ),
}
