use super::*;
use crate::rules::Rules;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().unwrap());

fn list(entry: &str) -> Vec<String> {
    RULES.gazetteer.list(entry).into_iter().map(|b| b.name).collect()
}

fn expand(name: &str) -> String {
    RULES.gazetteer.expand(name)
}

fn normal(caps: &str) -> String {
    RULES.gazetteer.normal_case(caps, None)
}

/// Names of the group that begins at the first `|`, and the words that follow it.
fn leading(marked: &str) -> (Vec<String>, String) {
    let at = marked.find('|').unwrap();
    let hay = RULES.prepare(marked.replacen('|', "", 1));
    match RULES.gazetteer.leading(&hay, at, hay.text.len()) {
        Some((span, bodies)) => (bodies.into_iter().map(|b| b.name).collect(), hay.text[span.end..].to_owned()),
        None => (Vec::new(), String::new()),
    }
}

#[test]
fn abbreviations_are_written_out() {
    for (short, long) in [
        ("UBND các huyện", "Ủy ban nhân dân các huyện"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở TTTT", "Sở Thông tin và Truyền thông"),
        ("Bộ LĐ-TB&XH", "Bộ Lao động - Thương binh và Xã hội"),
        ("Bộ LĐTBXH", "Bộ Lao động - Thương binh và Xã hội"),
        ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("VPCP", "Văn phòng Chính phủ"),
        ("TT. HĐND tỉnh", "Thường trực Hội đồng nhân dân tỉnh"),
        ("Ủy ban MTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc tỉnh"),
        ("UBTW MTTQ Việt Nam", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
        ("TTg", "Thủ tướng Chính phủ"),
        ("VKSND tối cao", "Viện kiểm sát nhân dân tối cao"),
        ("TAND tỉnh", "Tòa án nhân dân tỉnh"),
        ("BHXH tỉnh", "Bảo hiểm xã hội tỉnh"),
        ("LĐLĐ tỉnh", "Liên đoàn Lao động tỉnh"),
        ("KBNN tỉnh", "Kho bạc Nhà nước tỉnh"),
        ("NHNN Chi nhánh tỉnh", "Ngân hàng Nhà nước Chi nhánh tỉnh"),
        ("BQL các KCN", "Ban Quản lý các khu công nghiệp"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở Nông nghiệp & PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Phòng GD&ĐT", "Phòng Giáo dục và Đào tạo"),
        ("Bộ GTVT", "Bộ Giao thông vận tải"),
        ("Văn phòng HĐND&UBND huyện", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện"),
        ("Đài PT-TH tỉnh", "Đài Phát thanh - Truyền hình tỉnh"),
        ("Công ty CP Cấp nước Sông Lam", "Công ty Cổ phần Cấp nước Sông Lam"),
    ] {
        assert_eq!(expand(short), long);
    }
}

#[test]
fn the_head_tells_what_an_abbreviation_means() {
    assert_eq!(expand("Bộ TP"), "Bộ Tư pháp");
    assert_eq!(expand("UBND TP. Hồ Chí Minh"), "Ủy ban nhân dân Thành phố Hồ Chí Minh");
    assert_eq!(expand("UBND TP Vinh"), "Ủy ban nhân dân thành phố Vinh");
    assert_eq!(expand("các Sở: TC, TP; UBND TP Vinh"), "các Sở: Tài chính, Tư pháp; Ủy ban nhân dân thành phố Vinh");
    assert_eq!(expand("TC"), "TC");
}

#[test]
fn what_nobody_spells_out_stays() {
    for name in ["Ban Chỉ đạo 389", "Phòng BVXX", "Trưởng Phòng VHQX&TT", "ủy ban", "Công ty TNHH Sông Lam"] {
        assert_eq!(expand(name), name);
    }
}

#[test]
fn capitals_become_normal_case() {
    for (caps, name) in [
        ("ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("UỶ BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "Ủy ban nhân dân thành phố Hải Phòng"),
        ("UBND TỈNH BÀ RỊA - VŨNG TÀU", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"),
        ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "Sở Thông tin và Truyền thông"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"),
        ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường"),
        ("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM", "Ngân hàng Nhà nước Việt Nam"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("ỦY BAN NHÂN DÂN XÃ HƯƠNG LÂM", "Ủy ban nhân dân xã Hương Lâm"),
        ("HUYỆN ỦY HƯƠNG SƠN", "Huyện ủy Hương Sơn"),
        ("VĂN PHÒNG", "Văn phòng"),
        ("CỤC BIỂN", "Cục Biển"),
    ] {
        assert_eq!(normal(caps), name);
    }
}

#[test]
fn the_document_s_own_words_show_the_casing_of_unknown_names() {
    let find = |folded: &str| (folded == "cục hải dương số quốc gia").then(|| "Cục Hải dương số quốc gia".to_owned());
    assert_eq!(RULES.gazetteer.normal_case("CỤC HẢI DƯƠNG SỐ QUỐC GIA", Some(&find)), "Cục Hải dương số quốc gia");
    assert_eq!(RULES.gazetteer.normal_case("SỞ TÀI CHÍNH", Some(&|_: &str| Some("sở Tài Chính".to_owned()))), "Sở Tài chính");
}

#[test]
fn shared_heads_are_distributed() {
    for (entry, names) in [
        ("Các sở: Tài chính, Y tế và Giáo dục và Đào tạo", &["Sở Tài chính", "Sở Y tế", "Sở Giáo dục và Đào tạo"][..]),
        (
            "Các sở: Văn hóa, Thể thao và Du lịch, Lao động - Thương binh và Xã hội",
            &["Sở Văn hóa, Thể thao và Du lịch", "Sở Lao động - Thương binh và Xã hội"],
        ),
        ("Giám đốc các Sở: Tài chính, Tư pháp", &["Giám đốc Sở Tài chính", "Giám đốc Sở Tư pháp"]),
        ("Bộ trưởng các Bộ: Công an, Quốc phòng", &["Bộ trưởng Bộ Công an", "Bộ trưởng Bộ Quốc phòng"]),
        ("Các Bộ: TP, KH&CN", &["Bộ Tư pháp", "Bộ Khoa học và Công nghệ"]),
        ("Sở Tài chính, Sở Y tế", &["Sở Tài chính", "Sở Y tế"]),
        ("các sở Tài chính, Nội vụ", &["Sở Tài chính", "Sở Nội vụ"]),
        (
            "các sở, ngành, đơn vị: Nông nghiệp và Phát triển nông thôn, Y tế, Báo Quảng Ninh, Hội Nông dân tỉnh",
            &["Sở Nông nghiệp và Phát triển nông thôn", "Sở Y tế", "Báo Quảng Ninh", "Hội Nông dân tỉnh"],
        ),
        (
            "Các Bộ, cơ quan: Xây dựng, Ngoại giao, Ngân hàng Nhà nước Việt Nam",
            &["Bộ Xây dựng", "Bộ Ngoại giao", "Ngân hàng Nhà nước Việt Nam"],
        ),
        (
            "UBND các xã: Hương Lâm, Hương Vĩnh và Phúc Trạch",
            &["Ủy ban nhân dân xã Hương Lâm", "Ủy ban nhân dân xã Hương Vĩnh", "Ủy ban nhân dân xã Phúc Trạch"],
        ),
        ("UBND các tỉnh, thành phố: Hà Nội, Nghệ An", &["Ủy ban nhân dân thành phố Hà Nội", "Ủy ban nhân dân tỉnh Nghệ An"]),
        ("UBND tỉnh Nghệ An, Hà Tĩnh", &["Ủy ban nhân dân tỉnh Nghệ An", "Ủy ban nhân dân tỉnh Hà Tĩnh"]),
        ("UBND cấp huyện, cấp xã", &["Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"]),
        ("HĐND, UBND các tỉnh", &["Hội đồng nhân dân các tỉnh", "Ủy ban nhân dân các tỉnh"]),
    ] {
        assert_eq!(list(entry), names, "{entry}");
    }
}

#[test]
fn groups_that_cannot_be_listed_stay_one() {
    for entry in [
        "Ủy ban nhân dân các huyện, thành phố, thị xã",
        "Các sở, ban, ngành trong tỉnh",
        "Chủ tịch Ủy ban nhân dân các huyện, thành phố",
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
        "Các Trung tâm y tế huyện/thị/thành phố trong tỉnh",
        "Sở Tư pháp các tỉnh, thành phố",
        "Ủy ban nhân dân xã Hương Lâm, huyện Hương Khê, tỉnh Hà Tĩnh",
    ] {
        assert_eq!(list(entry), [entry]);
    }
}

#[test]
fn several_bodies_of_one_entry() {
    assert_eq!(
        list("Trưởng các phòng, ban, đơn vị; UBND các phường, xã"),
        ["Trưởng các phòng, ban, đơn vị", "Ủy ban nhân dân các phường, xã"]
    );
    assert_eq!(
        list("Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Tài chính, Tư pháp; Chủ tịch UBND huyện Hương Khê"),
        [
            "Chánh Văn phòng Ủy ban nhân dân tỉnh",
            "Giám đốc Sở Tài chính",
            "Giám đốc Sở Tư pháp",
            "Chủ tịch Ủy ban nhân dân huyện Hương Khê"
        ]
    );
    assert_eq!(list("Tổng công ty Gốm Sứ Việt Nam-CTCP (GS VN)"), ["Tổng công ty Gốm Sứ Việt Nam-CTCP"]);
    assert_eq!(list("Tập đoàn VNPT; Công ty CP Sông Lam"), ["Tập đoàn VNPT", "Công ty Cổ phần Sông Lam"]);
    assert_eq!(list("Chủ tịch, các Phó Chủ tịch UBND tỉnh"), ["Chủ tịch Ủy ban nhân dân tỉnh", "Các Phó Chủ tịch Ủy ban nhân dân tỉnh"]);
}

#[test]
fn entries_that_name_no_body() {
    for entry in ["Như trên", "Như Điều 3", "Bộ trưởng", "Thứ trưởng Trần Văn Mẫu", "VPCP: BTCN, các PCN, Trợ lý TTg", ""]
    {
        assert_eq!(list(entry), Vec::<String>::new(), "{entry}");
    }
}

#[test]
fn misread_marks_do_not_hide_a_name() {
    assert_eq!(list("Cục Hải quan các tỉnh, thành pho"), ["Cục Hải quan các tỉnh, thành phố"]);
    assert_eq!(list("Bộ Ke hoạch va Dau tư"), ["Bộ Kế hoạch và Đầu tư"]);
}

#[test]
fn places_of_parts_point_at_their_own_words() {
    let entry = "Các sở: Tài chính, Y tế";
    let spans: Vec<&str> = RULES.gazetteer.list(entry).iter().map(|b| &entry[b.start..b.end]).collect();
    assert_eq!(spans, ["Tài chính", "Y tế"]);
    let entry = "- UBND tỉnh";
    assert_eq!(RULES.gazetteer.list(entry).iter().map(|b| (b.start, b.end)).collect::<Vec<_>>(), [(2, entry.len())]);
}

#[test]
fn running_text_stops_before_the_verb() {
    for (marked, names, rest) in [
        (
            "|Sở Tài chính chủ trì, phối hợp với Sở Kế hoạch và Đầu tư và các đơn vị liên quan tham mưu",
            &["Sở Tài chính"][..],
            " chủ trì, phối hợp với Sở Kế hoạch và Đầu tư và các đơn vị liên quan tham mưu",
        ),
        (
            "phối hợp với |Sở Kế hoạch và Đầu tư và các đơn vị liên quan tham mưu",
            &["Sở Kế hoạch và Đầu tư", "các đơn vị liên quan"],
            " tham mưu",
        ),
        ("|Cục Chuyển đổi số quốc gia rà soát", &["Cục Chuyển đổi số quốc gia"], " rà soát"),
        (
            "|Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh: Theo",
            &["Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"],
            ": Theo",
        ),
        ("Giao |phòng Nội vụ, Thanh tra thị xã kiểm tra", &["Phòng Nội vụ", "Thanh tra thị xã"], " kiểm tra"),
        ("|Các cơ quan, đơn vị căn cứ chức năng", &["Các cơ quan, đơn vị"], " căn cứ chức năng"),
        ("|các ngành, các cấp cần thực hiện", &["các ngành", "các cấp"], " cần thực hiện"),
        ("|Các tổ chức, cá nhân có liên quan chịu trách nhiệm", &["Các tổ chức, cá nhân có liên quan"], " chịu trách nhiệm"),
        (
            "|Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã và các tổ chức có liên quan chịu trách nhiệm",
            &["Thủ trưởng các sở, ban, ngành", "Chủ tịch Ủy ban nhân dân các xã", "các tổ chức có liên quan"],
            " chịu trách nhiệm",
        ),
        (
            "|Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Thủ trưởng cơ quan thuộc Chính phủ thi hành",
            &["Các Bộ trưởng", "Thủ trưởng cơ quan ngang bộ", "Thủ trưởng cơ quan thuộc Chính phủ"],
            " thi hành",
        ),
        ("|Trưởng Ban Dân tộc phối hợp", &["Trưởng Ban Dân tộc"], " phối hợp"),
        (
            "|Chủ tịch Hội đồng quản trị và Tổng giám đốc Công ty Sông Lam, Giám đốc Sở Y tế phải",
            &["Chủ tịch Hội đồng quản trị Công ty Sông Lam", "Tổng giám đốc Công ty Sông Lam", "Giám đốc Sở Y tế"],
            " phải",
        ),
        ("|Phó Thủ tướng Trần Văn Mẫu trực tiếp chỉ đạo", &["Phó Thủ tướng Trần Văn Mẫu"], " trực tiếp chỉ đạo"),
        ("|các phòng (cụ thể phòng Nội vụ, phòng Tư pháp) báo cáo", &["Phòng Nội vụ", "Phòng Tư pháp"], " báo cáo"),
        ("|Sở Y tế, tổ chức kiểm tra", &["Sở Y tế"], ", tổ chức kiểm tra"),
        ("|Tổ trưởng báo cáo", &["Tổ trưởng"], " báo cáo"),
    ] {
        assert_eq!(leading(marked), (names.iter().map(|&n| n.to_owned()).collect(), rest.to_owned()), "{marked}");
    }
}

#[test]
fn running_text_without_a_body_gives_nothing() {
    for marked in [
        "|Ban hành kèm theo",
        "|Báo cáo kết quả",
        "|Tổ chức triển khai",
        "|Trường hợp vướng mắc",
        "|rà soát, tổng hợp",
        "|Phòng, chống thiên tai",
        "|",
    ] {
        assert_eq!(leading(marked), (Vec::new(), String::new()), "{marked}");
    }
}

#[test]
fn ids_are_stable_and_complete() {
    let ha_tinh =
        Context {
            province: Some("Hà Tĩnh"), issuer: Some("Ủy ban nhân dân tỉnh Hà Tĩnh"), parent: None, date: Some("2024-03-01")
        };
    let id = |name: &str| RULES.gazetteer.id(name, &ha_tinh);
    assert_eq!(id("Ủy ban nhân dân tỉnh"), "ubnd-tinh-ha-tinh");
    assert_eq!(id("UBND tỉnh Hà Tĩnh"), "ubnd-tinh-ha-tinh");
    assert_eq!(id("Sở Tài chính"), "so-tai-chinh-tinh-ha-tinh");
    assert_eq!(id("Giám đốc Sở Tài chính"), "giam-doc-so-tai-chinh-tinh-ha-tinh");
    assert_eq!(id("Bộ Tài chính"), "bo-tai-chinh");
    assert_eq!(id("Thủ tướng"), "thu-tuong-chinh-phu");
    assert_eq!(id("các đơn vị liên quan"), "don-vi-lien-quan");
    assert_eq!(id("Ủy ban nhân dân các huyện, thành phố"), "ubnd-cac-huyen-thanh-pho");
    assert_eq!(RULES.gazetteer.id("Sở Tài chính", &Context::default()), "so-tai-chinh");
    let merged = Context { province: Some("Hải Dương"), issuer: None, parent: None, date: Some("2025-08-01") };
    assert_eq!(RULES.gazetteer.id("Sở Y tế", &merged), "so-y-te-thanh-pho-hai-phong");
}

#[test]
fn names_are_completed_from_the_context() {
    let q = |name: &str, province: &str, issuer: Option<&str>| {
        RULES.gazetteer.qualify(name, &Context { province: Some(province), issuer, parent: None, date: None })
    };
    assert_eq!(q("Ủy ban nhân dân tỉnh", "Hà Tĩnh", None), "Ủy ban nhân dân tỉnh Hà Tĩnh");
    assert_eq!(q("Hội đồng nhân dân thành phố", "Hải Phòng", None), "Hội đồng nhân dân thành phố Hải Phòng");
    assert_eq!(q("Ủy ban nhân dân thành phố", "Hà Tĩnh", None), "Ủy ban nhân dân thành phố");
    assert_eq!(q("Ban Chấp hành Đảng bộ tỉnh", "Hải Dương", None), "Ban Chấp hành Đảng bộ tỉnh Hải Dương");
    assert_eq!(q("Ban Tổ chức Tỉnh ủy", "Nam Định", None), "Ban Tổ chức Tỉnh ủy Nam Định");
    assert_eq!(q("Ủy ban nhân dân thị xã", "Thanh Hóa", Some("Ủy ban nhân dân thị xã Hồng Lĩnh")), "Ủy ban nhân dân thị xã Hồng Lĩnh");
    assert_eq!(q("Sở Y tế", "Hà Tĩnh", None), "Sở Y tế");
    assert_eq!(q("Ủy ban nhân dân tỉnh Nghệ An", "Hà Tĩnh", None), "Ủy ban nhân dân tỉnh Nghệ An");
}

#[test]
fn every_body_of_the_rules_proves_itself() {
    let g = &RULES.gazetteer;
    for entry in &RULES.tables.bodies {
        let id = entry.id.get_ref().as_str();
        let found = |words: &str| g.body(&g.expand(words)).is_some_and(|b| b.id == id);
        assert!(found(entry.example.get_ref()), "{id}: example");
        assert!(!found(entry.not.get_ref()), "{id}: not");
    }
}

#[test]
fn every_abbreviation_of_the_rules_proves_itself() {
    for entry in &RULES.tables.abbreviations {
        let (short, long) = entry.example.get_ref().split_once(" = ").unwrap();
        assert_eq!(expand(short), expand(long), "{}", entry.short.get_ref());
        assert_eq!(expand(long), long, "{}", entry.short.get_ref());
        assert_eq!(expand(entry.not.get_ref()), *entry.not.get_ref(), "{}", entry.short.get_ref());
    }
}

#[test]
fn every_head_of_the_rules_proves_itself() {
    let g = &RULES.gazetteer;
    let opens = |words: &str, head: &str| {
        let folded = fold(words);
        let words = g.cut(words, &folded);
        let reader = Reader::new(g, &words, false);
        let longest = g.heads.longest(&words, 0).filter(|(n, _)| reader.form(Form::Block, 0) <= *n);
        longest.is_some_and(|(_, h)| h.text == head)
    };
    for entry in &RULES.tables.heads {
        let head = entry.head.get_ref();
        assert!(opens(entry.example.get_ref(), head), "{head}: example");
        assert!(!opens(entry.not.get_ref(), head), "{head}: not");
    }
}
