"""What is said about how times were read."""

from __future__ import annotations

TIMES: dict[str, tuple[str, str]] = {
    # how a time was read
    "kind-none": ("không xác định được loại thời hạn", "no kind of deadline can be told"),
    "estimate": ("ước tính", "estimate"),
    "time-from": ("từ ngày {day}, không có ngày cuối", "from {day}, with no last day"),
    "time-between": ("từ ngày {day} đến hết ngày {last}", "from {day} to the end of {last}"),
    "time-until": ("các kỳ kéo dài đến hết ngày {last}", "the occurrences go on to the end of {last}"),
    "time-after": ("đếm tới {length}", "counted forward {length}"),
    "time-before": ("đếm lùi {length}", "counted back {length}"),
    "length-years": ("{count} năm", "{count} {count:year|years}"),
    "length-months": ("{count} tháng", "{count} {count:month|months}"),
    "length-weeks": ("{count} tuần", "{count} {count:week|weeks}"),
    "length-days": ("{count} ngày", "{count} {count:day|days}"),
    "length-working": ("{count} ngày làm việc", "{count} {count:working day|working days}"),
    "length-hours": ("{count} giờ", "{count} {count:hour|hours}"),
    "length-minutes": ("{count} phút", "{count} {count:minute|minutes}"),
    "time-anchor": ("tính từ: {anchor} ({day})", "counted from: {anchor} ({day})"),
    "time-anchor-before": ("phải trước: {anchor} ({day})", "to be before: {anchor} ({day})"),
    "time-anchor-after": ("chỉ sau: {anchor} ({day})", "only after: {anchor} ({day})"),
    "time-anchor-at": ("khi: {anchor} ({day})", "when: {anchor} ({day})"),
    "time-recurrence": ("lặp lại: {rule}", "recurs: {rule}"),
    "recurs-daily": ("hằng ngày", "every day"),
    "recurs-weekly": ("hằng tuần", "every week"),
    "recurs-monthly": ("hằng tháng", "every month"),
    "recurs-yearly": ("hằng năm", "every year"),
    "recurs-each": ("{length} một lần", "every {length}"),
    "recurs-day": ("ngày {day}", "on day {day}"),
    "recurs-last-day": ("ngày cuối tháng", "on the last day of the month"),
    "recurs-last-day-of": ("ngày cuối tháng {month}", "on the last day of month {month}"),
    "recurs-day-from-end": ("ngày thứ {number} tính từ cuối tháng", "on day {number} counted from the end of the month"),
    "recurs-day-from-end-of": (
        "ngày thứ {number} tính từ cuối tháng {month}",
        "on day {number} counted from the end of month {month}",
    ),
    "recurs-or-last": ("tháng không có ngày này thì ngày cuối tháng", "or the last day of a month that lacks it"),
    "recurs-count": ("{count} kỳ", "{count} {count:time|times} in all"),
    "recurs-until": ("đến hết ngày {day}", "to the end of {day}"),
    "weekday-mo": ("thứ hai", "on Monday"),
    "weekday-tu": ("thứ ba", "on Tuesday"),
    "weekday-we": ("thứ tư", "on Wednesday"),
    "weekday-th": ("thứ năm", "on Thursday"),
    "weekday-fr": ("thứ sáu", "on Friday"),
    "weekday-sa": ("thứ bảy", "on Saturday"),
    "weekday-su": ("chủ nhật", "on Sunday"),
    "time-fixed-sequence": (
        "các kỳ theo lịch cố định, không phụ thuộc ngày làm xong kỳ trước",
        "occurrences follow a fixed sequence, whenever the one before was done",
    ),
    "time-since-last-done": ("kỳ tới tính từ lần làm gần nhất", "the next occurrence is counted since last done"),
    "time-last-done": ("lần gần nhất xong ngày {day} ({name})", "last done on {day} ({name})"),
    "time-days-off": ("ngày nghỉ đã bỏ qua: {days}", "days off passed over: {days}"),
    "time-extended": (
        "gia hạn từ {old} đến {new} theo {instrument} ngày {day}",
        "extended from {old} to {new} by {instrument} of {day}",
    ),
    "time-extended-turn": (
        "gia hạn kỳ {turn} từ {old} đến {new} theo {instrument} ngày {day}",
        "the occurrence of {turn} extended from {old} to {new} by {instrument} of {day}",
    ),
    "time-recorded": ("ghi nhận ngày {day}", "recorded on {day}"),
    "rule-others": ("đọc cách khác: {names}", "may be read by: {names}"),
    "moved": (
        "{code} “{stated}”: hạn {old} chuyển thành {new} theo quy tắc đọc đã đổi",
        "{code} “{stated}”: due {old} becomes {new} under the switched reading",
    ),
    "moved-turns": (
        "{code} “{stated}”: hạn các kỳ {old} chuyển thành {new} theo quy tắc đọc đã đổi",
        "{code} “{stated}”: occurrences due {old} become {new} under the switched reading",
    ),
    "moved-recurring": (
        "{code} “{stated}”: cách tính các kỳ thay đổi theo quy tắc đọc đã đổi; chưa tính được ngày của kỳ nào",
        "{code} “{stated}”: the occurrences change under the switched reading; no day of any can be told",
    ),
    "kept-extended": (
        "{code} “{stated}”: hạn vẫn là {old} vì đã được gia hạn; quy tắc đọc đã đổi chỉ làm đổi hạn trước gia hạn",
        "{code} “{stated}”: still due {old}, as it was extended; the switched reading changes only the day before the extension",
    ),
    "kept-notReadAgain": (
        "{code} “{stated}”: không đọc lại được theo quy tắc đã đổi nên giữ hạn {old}",
        "{code} “{stated}”: could not be read again under the switched rule; due {old} was kept",
    ),
    "as-recorded": ("như đã ghi", "as recorded"),
    # notes on how words were read
    "note-not-understood": (
        "không hiểu được chữ này; không suy đoán ngày nào",
        "these words are not understood; no day is guessed",
    ),
    "note-not-recorded": (
        "có thời hạn, nhưng dữ liệu của ngày được hỏi chưa ghi nhận nội dung thời hạn ấy",
        "there is a time, but the records asked for do not yet hold it",
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
    "note-recurrence-refused": (
        "quy tắc lặp đã ghi không phải quy tắc theo RFC 5545 nên không tính được kỳ nào",
        "the recorded recurrence rule is none of RFC 5545, so no occurrence can be told",
    ),
    "note-recurrence-without-start": (
        "quy tắc lặp cần ngày bắt đầu mà dữ liệu không nêu nên không tính được kỳ nào",
        "the recurrence rule needs a first day, which the data do not state, so no occurrence can be told",
    ),
    "note-recurrence-since-done": (
        "tính từ lần làm gần nhất nhưng quy tắc lặp nêu ngày theo lịch hoặc số kỳ nên không tính được kỳ nào",
        "counted since last done, but the rule names days or a number of turns, so no occurrence can be told",
    ),
    "note-recurrence-basis-refused": (
        "cách tính kỳ ghi không đúng danh mục hoặc ghi nhiều cách nên không tính được kỳ nào",
        "the recurrence basis is none of its scheme, or several are recorded, so no occurrence can be told",
    ),
    "note-never-done": (
        "tính từ lần làm gần nhất, nhưng chưa ghi nhận ngày làm xong lần nào nên chưa biết kỳ tới",
        "counted since last done, but no day of completion is recorded, so the next occurrence is not known",
    ),
    "note-last-done-contested": (
        "tính từ lần làm gần nhất, nhưng các ghi nhận về lần ấy trái nhau nên chưa biết kỳ tới",
        "counted since last done, but the records of that time exclude each other, so the next occurrence is not known",
    ),
    "note-no-further-turn": (
        "kỳ tiếp theo rơi sau ngày cuối của việc này, nên không còn kỳ nào",
        "the next occurrence would fall after the last day of this duty, so there is none",
    ),
    "note-too-many-turns": (
        "khoảng ngày chứa quá nhiều kỳ nên không liệt kê; chọn khoảng ngắn hơn",
        "the days hold too many occurrences to list; choose fewer days",
    ),
    "note-period-backwards": (
        "khoảng thời gian đã ghi kết thúc trước khi bắt đầu nên không lấy ngày nào; kiểm tra lại nguồn",
        "the recorded period ends before it starts, so no day is taken; check the source",
    ),
    "note-offset-not-counted": (
        "biết ngày của sự kiện nhưng không đếm được khoảng thời gian đã ghi",
        "the day of the event is known, but the recorded offset cannot be counted",
    ),
    "note-stated-impossible": (
        "chữ nêu một ngày không có thật hoặc một khoảng không thể có nên không lấy ngày nào; kiểm tra lại nguồn",
        "the words name a day or span that cannot be, so no day is taken; check the source",
    ),
    "note-also-on-demand": ("ngoài ra còn đột xuất khi có yêu cầu", "and besides on demand"),
    "note-vision-left-out": ("tầm nhìn, định hướng không phải thời hạn", "a vision or orientation is no deadline"),
    "note-date-left-out": (
        "còn ngày hoặc năm khác trong chữ này không được đọc là thời hạn",
        "another date or year in these words was not read as a deadline",
    ),
    "note-before-issue": (
        "ngày này đứng trước ngày ban hành; kiểm tra xem có đúng là thời hạn, hay là mốc của đối tượng hoặc việc đã qua",
        "this day lies before the day of issue; check whether it is a due date, or bounds the object or tells what has been",
    ),
    "note-partly-read": (
        "còn chữ nêu thời gian, ngoại trừ, phủ định, mốc của đối tượng hoặc việc đã qua chưa đọc được; không chọn ngày nào",
        "other words about time, an exception, a negation, a bound of the object or what has been were not read; no day is chosen",
    ),
    "note-days-off-counted": ("nói rõ kể cả ngày nghỉ: đếm mọi ngày", "days off are expressly taken in: every day is counted"),
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
        "cách đọc đã ghi khác cách đọc tự động, hoặc chữ không đọc lại được, nên giữ nguyên",
        "the recorded reading differs from the automatic one, or the words cannot be read again; it was kept",
    ),
    "note-extension-undated": (
        "có gia hạn chưa rõ ngày quyết định nên chưa tính",
        "an extension without a day of decision is not counted",
    ),
    "note-extension-of-which-turn": (
        "có gia hạn nhưng không nêu cho kỳ nào",
        "there is an extension, but for which occurrence is not stated",
    ),
    "note-extension-of-no-turn": (
        "có gia hạn cho một ngày không phải kỳ nào của việc này nên chưa tính",
        "an extension names a day that is no occurrence of this duty, and is not counted",
    ),
    "note-extension-backwards": (
        "có gia hạn đến ngày sớm hơn hạn đang có nên không tính; kiểm tra lại nguồn",
        "an extension to a day before the present due day is not counted; check the source",
    ),
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
}
"""Key, then the sentence in Vietnamese and in English."""
