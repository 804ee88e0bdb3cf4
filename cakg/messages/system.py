"""What is said about the installation and about files that are written."""

from __future__ import annotations

SYSTEM: dict[str, tuple[str, str]] = {
    "shipped-files-missing": (
        "thiếu thư mục {kind} của bản cài đặt; hãy cài lại cakg",
        "the folder {kind} of the installation is missing; install cakg again",
    ),
    "package-missing": ("thiếu gói {name}; chạy: pip install cakg", "the package {name} is missing; run: pip install cakg"),
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
    "doctor-part": ("Thành phần", "part"),
    "doctor-ok": ("Đạt", "ok"),
    "doctor-detail": ("Chi tiết", "detail"),
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
    "working": ("đang kiểm tra {count} phát biểu…", "working on {count} {count:statement|statements}…"),
}
