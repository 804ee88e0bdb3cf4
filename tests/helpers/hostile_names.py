"""Names that would do harm if they were taken for anything but names."""

HOSTILE = ("</script><script>alert(1)</script><b>x", "=cmd|' /C calc'!A0", "abc\u202egpj.exe\u200f", "Đ" * 10_000)
