"""The script one would write instead of vanban: regular expressions over text files.

usage: regexes.py FOLDER > records.ndjson

Ours, for comparison of speed only. It looks for number, date, issuer, type, subject,
addressees and citations, without spans, recipients, obligations or expansion of names.
"""
import json, pathlib, re, sys, unicodedata

NUMBER = re.compile(r"^\s*Số\s*:?\s*(\d+[a-zđ]?)\s*((?:/\s*\d{4})?\s*[/-]\s*[A-ZĐ][\w.&-]*(?:\s*-\s*[A-ZĐ]\w*)*)", re.M)
DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.I)
ISSUER = re.compile(
    r"^\s*((?:ỦY BAN|UỶ BAN|BỘ|SỞ|CỤC|TỔNG CỤC|CHÍNH PHỦ|THỦ TƯỚNG|VĂN PHÒNG|HỘI ĐỒNG|BAN|TỈNH ỦY|PHÒNG|CHI CỤC)[^\na-z]*?)(?:\s{3,}.*)?$",
    re.M,
)
KIND = re.compile(r"^\s*(QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|KẾ HOẠCH|THÔNG BÁO|BÁO CÁO|TỜ TRÌNH|HƯỚNG DẪN|CÔNG ĐIỆN|THÔNG TƯ|NGHỊ ĐỊNH)\s*$", re.M)
SUBJECT = re.compile(r"^\s*V/v\s*:?\s*(.+?)(?:\n\s*\n|\s{3,}|$)", re.M)
ADDRESSEES = re.compile(r"Kính gửi\s*:?\s*(.+?)(?:\n\s*\n|$)", re.S)
BULLET = re.compile(r"\n\s*[-+•]\s*|;\s*")
SPACE = re.compile(r"\s+")
CITATION = re.compile(
    r"(?P<type>Luật|Bộ luật|Nghị định|Nghị quyết|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị|Công văn|Văn bản|Kế hoạch|Thông báo|Tờ trình|Công điện)"
    r"\s+(?:số\s+)?(?P<number>\d+[a-z]?(?:/\d{4})?[/-][A-ZĐ][\w&-]*(?:-\w+)*)"
    r"(?:[^\n;]{0,20}?ngày\s+(?P<day>\d{1,2})(?:/|\s+tháng\s+)(?P<month>\d{1,2})(?:/|\s+năm\s+)(?P<year>\d{4}))?"
    r"(?:\s+của\s+(?P<issuer>[A-ZĐỦ][^\n,;.]*?)(?=\s+(?:về|quy định|ban hành|hướng dẫn)|[,;.\n]))?"
)


def one_line(text):
    return SPACE.sub(" ", text).strip(" .;,")


def day(d, m, y):
    return f"{int(y):04}-{int(m):02}-{int(d):02}" if d else None


def record(path):
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8", errors="replace"))
    head = text[:2000]
    number, date, issuer = NUMBER.search(head), DATE.search(head), ISSUER.findall(head)
    kind, subject, addressees = KIND.search(head), SUBJECT.search(head), ADDRESSEES.search(head)
    return {
        "source": {"path": str(path)},
        "document_number": re.sub(r"\s", "", "".join(number.groups())) if number else None,
        "date": day(*date.groups()) if date else None,
        "issuer": one_line(issuer[-1]).capitalize() if issuer else None,
        "document_type": kind.group(1).capitalize() if kind else None,
        "subject": one_line(subject.group(1)) if subject else None,
        "addressees": [one_line(a) for a in BULLET.split(addressees.group(1)) if a.strip()] if addressees else [],
        "citations": [
            {"type": c["type"], "number": c["number"], "date": day(c["day"], c["month"], c["year"]), "issuer": c["issuer"]}
            for c in CITATION.finditer(text)
        ],
    }


def main(folder):
    for path in sorted(pathlib.Path(folder).rglob("*.txt")):
        sys.stdout.write(json.dumps(record(path), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
