//! Table of words: the recogniser's TSV in, words with places and confidence out, line by
//! line in its own order.

/// One recognised word, in pixels.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// As recognised.
    pub(crate) text: String,
    /// Left edge.
    pub(crate) x0: f32,
    /// Upper edge.
    pub(crate) y0: f32,
    /// Right edge.
    pub(crate) x1: f32,
    /// Lower edge.
    pub(crate) y1: f32,
    /// 0 to 100.
    pub(crate) confidence: u8,
}

/// Words that the recogniser put on one line.
pub(crate) type WordLine = Vec<Word>;

/// Reads the table.
pub(super) fn lines(table: &str) -> Vec<WordLine> {
    let mut out: Vec<WordLine> = Vec::new();
    let mut last = ("", "", "");
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [level, _, block, paragraph, line, _, left, top, width, height, confidence, words] = cells.as_slice() else { continue };
        if *level != "5" || words.trim().is_empty() {
            continue;
        }
        let figures = [left, top, width, height].map(|f| f.parse::<f32>().unwrap_or(0.0));
        let [x0, y0, w, h] = figures;
        let word =
            Word { text: words.trim().to_owned(), x0, y0, x1: x0 + w, y1: y0 + h, confidence: percent(confidence.parse().unwrap_or(0.0)) };
        let here = (*block, *paragraph, *line);
        match out.last_mut() {
            Some(own) if here == last => own.push(word),
            _ => out.push(vec![word]),
        }
        last = here;
    }
    out
}

/// A confidence as a whole number.
fn percent(value: f32) -> u8 {
    u8::try_from(super::picture::whole(value.clamp(0.0, 100.0))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_by_line() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t10\t20\t90\t12\t-1\t\n\
            5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t91.6\tSố:\n\
            5\t1\t1\t1\t1\t2\t50\t20\t40\t12\t38\t15/BC\n\
            5\t1\t1\t1\t2\t1\t10\t40\t30\t12\t95\t \n\
            5\t1\t2\t1\t1\t1\t10\t60\t30\t12\t-1\tNgày\n";
        let found = lines(table);
        let texts: Vec<Vec<&str>> = found.iter().map(|l| l.iter().map(|w| w.text.as_str()).collect()).collect();
        assert_eq!(texts, [vec!["Số:", "15/BC"], vec!["Ngày"]]);
        assert_eq!(found[0][1], Word { text: "15/BC".to_owned(), x0: 50.0, y0: 20.0, x1: 90.0, y1: 32.0, confidence: 38 });
        assert_eq!((found[0][0].confidence, found[1][0].confidence), (92, 0));
        assert_eq!(lines("rubbish\n\n5\t1\n"), Vec::<WordLine>::new());
    }
}
