"""What is said about how times were read."""

from __future__ import annotations

TIMES: dict[str, tuple[str, str]] = {
    # how a time was read
    "kind-none": ("không xác định được loại thời hạn", "no kind of deadline can be told"),
    "estimate": ("ước tính", "estimate"),
    "time-from": ("từ ngày {day}, không có ngày cuối", "from {day}, with no last day"),
    "time-offset": ("khoảng cách {offset}", "offset {offset}"),
    "time-working": ("tính theo ngày làm việc", "in working days"),
    "time-anchor": ("tính từ: {anchor} ({day})", "counted from: {anchor} ({day})"),
    "time-anchor-before": ("phải trước: {anchor} ({day})", "to be before: {anchor} ({day})"),
    "time-anchor-after": ("chỉ sau: {anchor} ({day})", "only after: {anchor} ({day})"),
    "time-anchor-at": ("khi: {anchor} ({day})", "when: {anchor} ({day})"),
    "time-recurrence": ("lặp lại: {rule}", "recurs: {rule}"),
    "time-days-off": ("ngày nghỉ đã bỏ qua: {days}", "days off passed over: {days}"),
    "time-extended": (
        "gia hạn từ {old} đến {new} theo {instrument} ngày {day}",
        "extended from {old} to {new} by {instrument} of {day}",
    ),
    "time-recorded": ("ghi nhận ngày {day}", "recorded on {day}"),
    "rule-others": ("đọc cách khác: {names}", "may be read by: {names}"),
    "moved": (
        "{code} “{stated}”: hạn {old} chuyển thành {new} theo quy tắc đọc đã đổi",
        "{code} “{stated}”: due {old} becomes {new} under the switched reading",
    ),
    # notes on how words were read
    "note-not-understood": (
        "không hiểu được chữ này; không suy đoán ngày nào",
        "these words are not understood; no day is guessed",
    ),
    "note-several-times": (
        "chữ nêu nhiều thời hạn khác nhau; không chọn thay",
        "the words name several different times; none is chosen",
    ),
    "note-no-year": ("không nêu năm; cho biết ngày ban hành để tính", "no year is stated; give the day of issue to compute it"),
    "note-year-from-issue": ("năm lấy theo ngày ban hành", "the year is taken from the day of issue"),
    "note-mixed-limit": (
        "“chậm nhất trước ngày” lẫn hai cách nói; đọc là “trước ngày”",
        "the words mix “at the latest” and “before”; read as “before”",
    ),
    "note-no-anchor": ("không nêu tính từ ngày hay sự kiện nào", "no day or event is named to count from"),
    "note-counted-from-issue": ("tính từ ngày ban hành đã cho", "counted from the given day of issue"),
    "note-clock": ("có nêu giờ trong ngày; chỉ tính đến ngày", "a time of day is stated; only the day is kept"),
    "note-hours": ("tính theo giờ nên không quy ra ngày", "counted in hours, so no day is given"),
    "note-no-interval": ("định kỳ nhưng không nêu chu kỳ", "periodic, but no interval is stated"),
    "note-several-times-each": (
        "nhiều lần trong một chu kỳ; nguồn không nêu ngày của từng lần",
        "several times in each period; the source gives no day for each",
    ),
    "note-turns-unknown": (
        "không tính được các kỳ: thiếu ngày bắt đầu hoặc quy tắc lặp sai",
        "the occurrences cannot be told: no first day, or a faulty recurrence rule",
    ),
    "note-also-on-demand": ("ngoài ra còn đột xuất khi có yêu cầu", "and besides on demand"),
    "note-vision-left-out": ("tầm nhìn, định hướng không phải thời hạn", "a vision or orientation is no deadline"),
    "note-date-left-out": (
        "còn ngày hoặc năm khác trong chữ này không được đọc là thời hạn",
        "another date or year in these words was not read as a deadline",
    ),
    "note-partly-read": (
        "còn chữ nêu thời gian hoặc phủ định chưa đọc được; không chọn ngày nào",
        "other words about time, or a negation, were not read; no day is chosen",
    ),
    "note-lunar-date": (
        "ngày âm lịch; không quy ra ngày dương lịch",
        "a day of the lunar calendar; it is not turned into a solar one",
    ),
    "note-also-all-the-time": ("ngoài ra còn phải làm thường xuyên", "and besides all the time"),
    "note-start-unknown": ("bắt đầu từ một sự kiện chưa rõ ngày", "begins with an event whose day is not known"),
    "note-no-limit": ("chỉ nêu khoảng ít nhất phải qua, không nêu hạn cuối", "only a least time is stated, no last day"),
    "note-urgency": ("chỉ là mức khẩn trương, không phải ngày", "urgency only, no day"),
    "note-other-date": ("ngày này không phải thời hạn thực hiện", "this date is no deadline"),
    "note-estimated": (
        "lịch nghỉ của năm này chưa công bố: ngày chỉ là ước tính",
        "the schedule of that year is not announced: the day is an estimate",
    ),
    "note-not-read-again": (
        "cách đọc đã ghi khác cách đọc tự động nên giữ nguyên",
        "the recorded reading differs from the automatic one and was kept",
    ),
    "note-extension-undated": (
        "có gia hạn chưa rõ ngày quyết định nên chưa tính",
        "an extension without a day of decision is not counted",
    ),
    "note-extension-of-which-turn": (
        "có gia hạn nhưng không nêu cho kỳ nào",
        "there is an extension, but for which occurrence is not stated",
    ),
}
"""Key, then the sentence in Vietnamese and in English."""
