"""Words beside a time that was read: whether they name another time, so that the reading would not be the whole of it."""

from __future__ import annotations

import re
from datetime import date

from cakg.readings.times import YEAR
from cakg.readings.words import NUMBER

_DATE = re.compile(
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|ngày \d{{1,2}}(?:[/.-]| tháng )\d{{1,2}}(?:(?: năm |[/.-]){YEAR})?|năm {YEAR}"
)
_FULL_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WEEK = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_CITED = re.compile(
    r"(?:số|điều|khoản|điểm|mục|phần|chương|phụ lục|luật|nghị quyết|nghị định|chỉ thị|kết luận|kế hoạch|chương trình|đề án|dự án|thông tư"
    r"|quyết định|công văn|công điện|mức độ|cấp độ|loại|nhóm|khu vực|giai đoạn|đợt|bước)(?: số)? (?:\d[\w/.-]*|[ivx]+(?!\w))"
    r"|(?<!\w)(?:[abchkvx]|p[achkvx])\d{2}(?![\w/])|\d+/\d{4}/\w[\w-]*|\d+/[^\W\d_]+(?:-[\w-]+)|24/(?:24|7)(?: giờ| h)?"
)
"""Numbers of documents and their parts, codes of departments such as V05 and PC06, and "24/7"."""
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)*(?: ?- ?\d+(?:[.,]\d+)*)? ?%"
    r"|(?!(?:[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?!\d))(?:\d+/)?\d+(?:[.,]\d+)* (?!ngày|tuần|tháng|quý|năm|giờ|phút|lần|đợt|kỳ|và|hoặc|hay|đến|tới|hằng|mỗi)[^\W\d_]+"
    r"|^ ?\(?\d{1,2}[.)] "
)
"""Percentages, counts of things, the number of an item; 31/12 is a day, 2/3 a share."""
_REPORTED = re.compile(
    rf"(?:tổng kết|sơ kết|đánh giá|kỷ niệm) {NUMBER} (?:năm|tháng)(?: (?:đầu|cuối) năm)?"
    r"|(?:báo cáo|số liệu|sơ kết|tổng kết|kết quả|công tác) (?:quý (?:\d|[ivx]+)(?!\w)|0?[69] tháng(?: (?:đầu|cuối) năm)?|tháng \d+"
    r"|(?:tuần|tháng|quý|năm) (?:trước|này)(?: liền kề)?(?= *(?:$|[.,;:)])))"
)
"""The span a report is about, which is not its deadline."""
_TIME = re.compile(
    r"\d|(?:tháng|quý|tuần|năm|kỳ|giai đoạn|nhiệm kỳ) (?:[ivx]+(?!\w)|đầu|cuối|giữa|thứ|kế tiếp|tiếp theo)|quý (?:một|hai|ba|tư|bốn)(?!\w)"
    r"|(?:đầu|giữa|cuối|nửa) (?:giai đoạn|nhiệm kỳ|kỳ|tháng|quý|năm|tuần)(?!\w)"
    r"|(?:tháng|quý|tuần|năm|kỳ) (?:trước|này|sau|liền)(?!\w)|ngày (?:làm việc|(?:đầu|cuối)(?!\w)|kế tiếp|tiếp theo|liền)"
    r"|(?<!lần )(?<!đợt )(?<!cấp )thứ (?:hai|ba|tư|năm|sáu|bảy)(?!\w)|chủ nhật"
    r"|(?<!\w)(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười) (?:ngày|tuần|tháng|quý|năm)(?!\w)"
)
_JOINED = re.compile(r"(?<!\w)(?:\d+|[ivx]+|\d+[/.-]\d[\d/.-]*) ?(?:,|;|\+|-|/|&|(?:và|hoặc|hay|đến|tới)) ?$")
_JOINS = re.compile(
    r" ?(?:,|;|\+|-|/|&|và|hoặc|hay|đến|tới) ?(?:\d|[ivx]+(?!\w)|(?:đầu |giữa |cuối )?(?:ngày|tháng|quý|năm) \d)"
)
_DANGLING = re.compile(
    r"(?<!\w)(?:trước|sau|từ|đầu|giữa|cuối|nửa|trừ|ngoài|quá|trên|sớm hơn|(?<!gian )sớm nhất(?: là)?(?: vào| từ)?|ít nhất|tối thiểu)"
    r"(?:(?: và| hoặc|,) (?:trong|trước|sau|từ))?(?: và| hoặc|,)? $|(?<!\w)trong (?:và|hoặc) $"
    r"|(?<!đầu )(?<!giữa )(?<!cuối )(?<!\w)(?:ngày|tuần|tháng|quý|năm|giờ|hôm|thứ) $"
)
_REPORT = re.compile(
    r"(?:báo cáo|sơ kết|tổng kết|kế hoạch|công tác)(?: (?:kết quả|công tác))?(?: \d+)? (?:tuần|tháng|quý|năm) $"
)
"""A report of each month or year before its own limit: the unit is no "tháng trước"."""
_BRACKETS = re.compile(r" ?\([^()]*\)")
_EXCEPTED = re.compile(
    r"(?<!phòng )(?<!bài )(?<!diệt )(?<!khấu )(?<!\w)(?:trừ(?! khử| diệt| gian| sâu)|không (?:áp dụng|bao gồm|tính|kể)"
    r"|(?<!nước )(?<!bên )ngoài (?:các|những|số|trường hợp|hồ sơ|hộ))(?!\w)[^.;:()]*(?<!, )$"
)
"""An exception that the time may belong to: "trừ các hộ đăng ký trước ngày …"."""
_LEFT_OUT = re.compile(
    r"(?<!\w)(?:trừ|ngoài|riêng|không (?:kể|tính|bao gồm|gồm|áp dụng))"
    r"(?: (?:đi|ra|cả|cho|đối với|trong|vào|các|những|riêng|dịp|thời gian)){0,4} (?:ngày|tuần|tháng|quý|năm|mùa|kỳ|thứ|chủ nhật|giai đoạn|lễ|tết|hè)(?!\w)"
)
"""A time left out of the one that was read: "hằng năm trừ năm 2025"."""
_FROM = re.compile(r",? ?(?:bắt đầu |kể |tính )?từ (?:ngày|tháng|quý|năm) ")
"""A first day after a time that was read without it: "hằng năm từ năm 2026"."""
_DONE_BEFORE = re.compile(r"(?:^|[.;:(] ?)đã(?!\w)[^.;:]*$|(?<!\w)đã(?!\w)[^.,;:]*$")
_DONE_AFTER = re.compile(
    r",? ?(?:(?!phải |hoàn thành|thực hiện|triển khai|tổ chức|xây dựng|báo cáo|ban hành|rà soát|xử lý|giải quyết|khắc phục|theo |như |để |đối với"
    r"|khi |sau |nếu |gửi )[^\W\d]+ ){0,8}đã(?!\w)"
)
"""Words that tell a result: "đã hoàn thành trước ngày …", "từ 2018 đến 2023, toàn quốc đã có …"."""
_JUST_DONE = re.compile(
    r"^(?!.*\bvừa\b.*\bvừa\b).*(?<!nhỏ và )(?<!mô )(?<!cỡ )(?<!bậc )(?<!nghiệp )(?<!\w)vừa (?!và |phải |đủ )[^.,;:]*$"
    r"|(?<!\w)(?:kết quả|thành tích|thành tựu|tiến bộ|chuyển biến|ưu điểm)(?!\w)[^.,;:]*(?<!\w)(?:đạt|thu|có) được(?!\w)[^.,;:]*$"
)
"""Words that tell a result without "đã": "vừa hoàn thành trước ngày …", "kết quả đạt được từ …"."""
_RESULT = re.compile(
    r"(?<!\w)(?:kết quả(?: (?:thực hiện|triển khai|công tác|hoạt động|hoàn thành|giải quyết|xử lý))?"
    r"|(?:số liệu|kỳ báo cáo|thời gian (?:lấy|chốt|tính|cập nhật|tổng hợp) số liệu)(?: (?:báo cáo|thống kê|tổng hợp))?:?) $"
)
"""Results or figures of a span of time: "kết quả thực hiện trong năm 2023", "số liệu từ ngày … đến ngày …"."""
_SEASON = re.compile(r"(?<!\w)(?:mùa|dịp|tết|năm học|kỳ nghỉ|nghỉ hè|ngày hội|ngày lễ|ngày truyền thống)(?!\w)")
"""A part of the year that no calendar day names: "mùa mưa hằng năm" is not the whole year."""
_OBJECT = re.compile(
    r"(?:(?<!\w)(?:đối với|kể cả|(?:bao )?gồm cả|tính cả|áp dụng (?:cho|với))|(?:^|[.,;:(] ?)riêng(?! (?:lẻ|biệt|rẽ|tư)(?!\w))) (?P<object>[^.;:()]*)$"
)
"""An object that the time may bound: "đối với vụ việc phát sinh trước ngày …", "riêng các hộ đăng ký trước ngày …"."""
_DUTY = re.compile(
    r"(?:,| -) ?(?:$|(?:phải|yêu cầu|đề nghị|phấn đấu|cần|thời hạn"
    r"|(?:các )?(?:đơn vị|địa phương|công an|bộ|cục|ủy ban)(?!\w)[^,]* (?:phải|hoàn thành|(?:thực hiện )?xong|báo cáo))(?!\w)[^,]*$)"
)
"""After an object, words that can only say what is to be done about it, to which the time then belongs."""
_MAY_BE_DUTY = re.compile(
    r"(?:,| -) ?(?:cơ bản )?(?:hoàn thành|(?:thực hiện )?xong|báo cáo)(?!\w)[^,]*$|(?<!\w)phải(?!\w)[^,]*$"
)
"""After an object, words that may go on telling what it is: "đối với công trình thi công, hoàn thành trước ngày …"."""
_BEARER = re.compile(
    r"(?:(?:các|những|mọi|mỗi|từng|toàn bộ|tất cả) )*(?:công an|xã|phường|thị trấn|đặc khu|tỉnh|thành phố|huyện|quận|thị xã|địa phương|đơn vị|cục|sở|ủy ban"
    r"|bộ(?! (?:hồ|tài|tiêu|phận))|cấp (?:trung ương|bộ|cục|tỉnh|huyện|xã|phòng|cơ sở)|khu vực|vùng|địa bàn)(?!\w)"
    r"(?!.*(?<!\w)(?:đã|được|mới|đang|chưa|có|không|thành lập|sáp nhập|sắp xếp|hợp nhất|giải thể|kết thúc|hoạt động|thi công|xây dựng|đầu tư|tổ chức|thực hiện"
    r"|triển khai|đăng ký|nộp|tiếp nhận|bàn giao|phát sinh|xảy ra|công nhận|đạt|thuộc diện)(?!\w).*(?:,| -| phải))"
)
"""An object that is itself to do something, and of which nothing is told: "đối với các xã biên giới, hoàn thành …"."""
_AROSE = re.compile(
    r"(?:(?:người|công dân|trẻ|trẻ em|nam|nữ|thanh niên|con|cháu|phát|nảy|^) ?sinh(?: ra)?|(?<!\w)(?:xảy ra|sinh sống|ra đời)) $"
)
"""What no duty says: "công dân sinh trước ngày …"."""
_DUE_WORDS = re.compile(
    r"(?:chậm|muộn|trễ) nhất|hạn chót|(?:cho )?(?:đến|tới) năm|không (?:được )?(?:quá|muộn hơn|chậm hơn|trễ hơn)"
)
_GONE = re.compile(r"(?<!\w)(?:vừa qua|(?:đến|tới) nay|thời gian qua|trước đây|gần đây|trở lại đây|trở về trước)(?!\w)")
_COUNTED = re.compile(
    r"(?<!\w)(?:không|chưa)(?: được)? (?:tính|kể|bao gồm|gồm)(?!\w)|ngày nghỉ|nghỉ lễ|ngày lễ"
    r"|(?<!\w)(?:trừ|kể cả|tính cả|bao gồm|gồm cả)(?: cả)? (?:các |những |số )?(?:ngày|thời gian|thời hạn|nghỉ|lễ|tết|thứ|chủ nhật)(?!\w)"
)
_NEGATED = re.compile(
    r"(?<!\w)(?:không (?:được|phép|thực hiện|triển khai|tiến hành)|nghiêm cấm|cấm|đừng|chớ)(?!\w)[^.,;:]*$"
    r"|(?<!phòng )(?<!hằng )(?<!\w)(?:không(?! (?:ngừng|chỉ|còn|gian|khí|quân|để))|chưa)(?!\w)(?: \w+){0,3} $"
)


def changes_count(rest: tuple[str, ...]) -> bool:
    """Say whether the unread words leave something out of a count or take something into it.

    >>> changes_count(("", ", không tính thời gian bổ sung hồ sơ")), changes_count(("báo cáo ", ""))
    (True, False)
    """
    return any(map(_COUNTED.search, rest))


def bounds_object(rest: tuple[str, ...], kind: str | None, stated: str) -> bool:
    """Say whether a time may bound the object of a duty or a result rather than be due.

    `kind` and `stated` are those of the time that was read; "chậm nhất" and "đến năm" in it can only be a limit. After an
    object a verb alone settles nothing: it may be one more thing told of the object, unless that is a unit or a place. A
    recurring time beside a season or a feast falls into that, on no day that the words name.

    >>> bounds_object(("đối với vụ việc phát sinh ", ""), "fixed", "trước ngày 01/7/2025")
    True
    >>> bounds_object(("đối với cấp tỉnh, hoàn thành ", ""), "fixed", "trước ngày 01/7/2025")
    False
    >>> bounds_object(("đối với công trình thi công, hoàn thành ", ""), "fixed", "trước ngày 15/12/2025")
    True
    """
    before = [_BRACKETS.sub("", piece) for piece in rest[:-1]]
    if any(map(_JUST_DONE.search, before)) or any(map(_AROSE.search, before)):
        return True
    if kind in {"period", "window"} and any(map(_RESULT.search, before)):
        return True
    if kind == "recurring":
        return any(map(_SEASON.search, rest))
    if _DUE_WORDS.match(stated):
        return False
    objects = [match["object"] for match in map(_OBJECT.search, before) if match]
    return not all(_DUTY.search(words) or (_BEARER.match(words) and _MAY_BE_DUTY.search(words)) for words in objects)


def names_date(rest: tuple[str, ...]) -> bool:
    """Say whether the unread words hold a date or a year."""
    return any(map(_DATE.search, rest))


def weekdays_of(words: str) -> tuple[str, ...]:
    """Return the names of the weekdays on which the full dates in the words fall.

    >>> weekdays_of("trước ngày 15/12/2025 (thứ hai)")
    ('thứ hai',)
    """
    found = []
    for match in _FULL_DATE.finditer(words):
        try:
            found.append(_WEEK[date(int(match[3]), int(match[2]), int(match[1])).weekday()])
        except ValueError:
            continue
    return tuple(found)


def names_time(rest: tuple[str, ...], weekdays: tuple[str, ...] = ()) -> bool:
    """Say whether the unread words, besides dates and years of their own, may change the time that was read.

    `rest` are the pieces before, between and after what was read. Numbers that stand for a time, months, quarters,
    weekdays, parts of a time, a preposition or a negation left before the reading all make it uncertain. `weekdays` are
    those of the dates named: beside them they say nothing new.

    >>> names_time(("báo cáo tháng 6 và ", "")), names_time(("đạt 50% ", " theo Kế hoạch số 42"))
    (True, False)
    >>> names_time(("trừ các hộ đăng ký ", "")), names_time(("đã hoàn thành ", ""))
    (True, True)
    """
    cited = [_CITED.sub("·", piece) for piece in rest]
    before, after = cited[:-1], cited[1:]
    if any(pattern.search(_REPORT.sub("· ", piece)) for piece in before for pattern in (_JOINED, _DANGLING, _NEGATED)):
        return True
    if any(map(_JOINS.match, after)) or any(map(_FROM.match, after)) or any(map(_DONE_AFTER.match, after)):
        return True
    if any(pattern.search(_BRACKETS.sub("", piece)) for piece in before for pattern in (_EXCEPTED, _DONE_BEFORE)):
        return True
    if any(pattern.search(piece) for piece in rest for pattern in (_LEFT_OUT, _GONE)):
        return True
    for name in weekdays:
        cited = [piece.replace(name, "·") for piece in cited]
    bare = (_FIGURE.sub("·", _DATE.sub("·", _REPORTED.sub("·", piece))) for piece in cited)
    return any(map(_TIME.search, bare))
