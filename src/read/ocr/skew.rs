//! Skew [độ nghiêng]: how far the lines of a scanned page are from level. In: a picture.
//! Out: degrees by which it is to be turned clockwise, 0 where it is level or shows no
//! lines. Found by the projection profile: at the right angle the rows of ink and the
//! white between them stand out most.

use super::picture::{Picture, float, whole};

/// The largest skew looked for, in degrees.
const MOST: f32 = 3.0;
/// Less than this is left: the recogniser follows such lines by itself.
const LEAST: f32 = 0.3;
/// Angles are tried so far apart, first roughly, then finely.
const ROUGH: f32 = 0.5;
const FINE: f32 = 0.1;
/// The page is looked at in so many pixels per inch.
const LOOK: f32 = 75.0;
/// Ink is darker than this.
const INK: u8 = 140;

/// The angle that makes the picture level.
pub(super) fn skew(picture: &Picture) -> f32 {
    let small = picture.clone().reduced(LOOK);
    let ink = ink(&small);
    if ink.len() < 200 {
        return 0.0;
    }
    let best = |around: f32, reach: f32, step: f32| {
        let steps = whole(reach / step);
        (0..=2 * steps)
            .map(|i| around + (float(i) - float(steps)) * step)
            .map(|angle| (angle, contrast(&ink, &small, angle)))
            .fold((around, 0.0), |best, tried| if tried.1 > best.1 { tried } else { best })
    };
    let (rough, _) = best(0.0, MOST, ROUGH);
    let (angle, height) = best(rough, ROUGH, FINE);
    // Level wins unless the other angle is clearly better: noise must not turn a page.
    let level = contrast(&ink, &small, 0.0);
    if angle.abs() < LEAST || angle.abs() > MOST || height < level * 1.05 { 0.0 } else { angle }
}

/// Where the ink is, seen from the middle.
fn ink(picture: &Picture) -> Vec<(f32, f32)> {
    let (cx, cy) = (float(picture.width) / 2.0, float(picture.height) / 2.0);
    // The edges of a scan are black bars and shadows.
    let (mx, my) = (picture.width / 20, picture.height / 20);
    let mut out = Vec::new();
    for (y, row) in picture.rows().enumerate().skip(my).take(picture.height.saturating_sub(2 * my)) {
        for (x, grey) in row.iter().enumerate().skip(mx).take(picture.width.saturating_sub(2 * mx)) {
            if *grey < INK {
                out.push((float(x) - cx, float(y) - cy));
            }
        }
    }
    out
}

/// How unevenly the rows are filled once the picture is turned by `angle`.
fn contrast(ink: &[(f32, f32)], picture: &Picture, angle: f32) -> f32 {
    let (sin, cos) = angle.to_radians().sin_cos();
    let offset = float(picture.height.max(picture.width));
    let mut rows = vec![0.0_f32; whole(offset * 2.0) + 2];
    for (x, y) in ink {
        if let Some(row) = rows.get_mut(whole(x * sin + y * cos + offset)) {
            *row += 1.0;
        }
    }
    rows.windows(2).map(|w| if let [a, b] = w { (a - b) * (a - b) } else { 0.0 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Level dashes in rows, like lines of print.
    fn lines() -> Picture {
        let (width, height) = (850, 1100);
        let mut pixels = vec![255; width * height];
        for y in (120..980).step_by(28) {
            for dy in 0..9 {
                for x in (90..760).filter(|x| x % 17 < 11) {
                    pixels[(y + dy) * width + x] = 0;
                }
            }
        }
        Picture::new(width, height, pixels, 100.0).unwrap()
    }

    #[test]
    fn a_level_page_stays() {
        assert_eq!(skew(&lines()), 0.0);
        assert_eq!(skew(&Picture::new(400, 400, vec![255; 160_000], 100.0).unwrap()), 0.0);
    }

    #[test]
    fn a_slanted_page_is_measured() {
        for degrees in [-2.0_f32, 1.0, 2.5] {
            let found = skew(&lines().straightened(degrees));
            assert!((found + degrees).abs() <= 0.21, "{degrees} -> {found}");
        }
    }
}
