//! Picture [ảnh trang]: one page as grey pixels, and what is done to it before it is
//! recognised: made smaller, turned, straightened. Nothing is read from it here.

/// Grey pixels, 0 black to 255 white, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Picture {
    /// Pixels in a row.
    pub(crate) width: usize,
    /// Rows.
    pub(crate) height: usize,
    /// `width * height` of them.
    pub(crate) pixels: Vec<u8>,
    /// Pixels per inch.
    pub(crate) dpi: f32,
}

/// A whole turn of a picture, clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Quarter {
    /// None.
    #[default]
    None,
    /// By 90 degrees.
    Right,
    /// By 180 degrees.
    Over,
    /// By 270 degrees.
    Left,
}

impl Picture {
    /// A picture of these pixels; `None` where their number is not width times height or
    /// there are none.
    pub(crate) fn new(width: usize, height: usize, pixels: Vec<u8>, dpi: f32) -> Option<Self> {
        let fits = width > 0 && height > 0 && width.checked_mul(height) == Some(pixels.len());
        (fits && dpi.is_finite() && dpi > 0.0).then_some(Self { width, height, pixels, dpi })
    }

    /// Width and height in points.
    pub(crate) fn points(&self) -> (f32, f32) {
        (float(self.width) * 72.0 / self.dpi, float(self.height) * 72.0 / self.dpi)
    }

    /// The pixel there; white outside.
    fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width { self.pixels.get(y * self.width + x).copied().unwrap_or(255) } else { 255 }
    }

    /// The rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact(self.width.max(1))
    }

    /// As large as `dpi` asks for, each pixel the mean of what it covers. A picture that is
    /// not larger than that stays as it is.
    pub(crate) fn reduced(self, dpi: f32) -> Self {
        let ratio = self.dpi / dpi;
        if ratio <= 1.25 {
            return self;
        }
        let width = whole(float(self.width) / ratio).max(1);
        let height = whole(float(self.height) / ratio).max(1);
        let columns = cuts(self.width, width);
        let mut pixels = Vec::with_capacity(width * height);
        let mut sums = vec![0_u32; width];
        for band in cuts(self.height, height).windows(2) {
            let &[top, bottom] = band else { continue };
            sums.fill(0);
            for y in top..bottom {
                let row = self.pixels.get(y * self.width..(y + 1) * self.width).unwrap_or_default();
                for (sum, c) in sums.iter_mut().zip(columns.windows(2)) {
                    if let &[left, right] = c {
                        *sum += row.get(left..right).unwrap_or_default().iter().map(|p| u32::from(*p)).sum::<u32>();
                    }
                }
            }
            for (sum, c) in sums.iter().zip(columns.windows(2)) {
                let &[left, right] = c else { continue };
                let count = u32::try_from((right - left) * (bottom - top)).unwrap_or(1).max(1);
                pixels.push(u8::try_from(sum / count).unwrap_or(255));
            }
        }
        Self { width, height, pixels, dpi: self.dpi * float(width) / float(self.width) }
    }

    /// Turned as a whole.
    pub(crate) fn turned(&self, by: Quarter) -> Self {
        let (w, h) = (self.width, self.height);
        let (width, height) = if matches!(by, Quarter::Right | Quarter::Left) { (h, w) } else { (w, h) };
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..height {
            for x in 0..width {
                pixels.push(match by {
                    Quarter::None => self.at(x, y),
                    Quarter::Right => self.at(y, h - 1 - x),
                    Quarter::Over => self.at(w - 1 - x, h - 1 - y),
                    Quarter::Left => self.at(w - 1 - y, x),
                });
            }
        }
        Self { width, height, pixels, dpi: self.dpi }
    }

    /// Turned by a small angle, clockwise as seen, round its middle; what comes in from
    /// outside is white.
    pub(crate) fn straightened(&self, degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (cx, cy) = (float(self.width) / 2.0, float(self.height) / 2.0);
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..self.height {
            let dy = float(y) - cy;
            for x in 0..self.width {
                let dx = float(x) - cx;
                let (sx, sy) = (cx + dx * cos + dy * sin, cy - dx * sin + dy * cos);
                pixels.push(self.between(sx, sy));
            }
        }
        Self { width: self.width, height: self.height, pixels, dpi: self.dpi }
    }

    /// The grey at a place between pixels.
    fn between(&self, x: f32, y: f32) -> u8 {
        if x < 0.0 || y < 0.0 {
            return 255;
        }
        let (left, top) = (whole(x.floor()), whole(y.floor()));
        let (fx, fy) = (x.fract(), y.fract());
        let grey = |x, y| f32::from(self.at(x, y));
        let upper = grey(left, top) * (1.0 - fx) + grey(left + 1, top) * fx;
        let lower = grey(left, top + 1) * (1.0 - fx) + grey(left + 1, top + 1) * fx;
        u8::try_from(whole(upper * (1.0 - fy) + lower * fy)).unwrap_or(255)
    }

    /// `height` pixels high, wide in proportion.
    pub(crate) fn resized(&self, height: usize) -> Self {
        let scale = float(height) / float(self.height);
        let width = whole(float(self.width) * scale).max(1);
        let place = |at: usize, most: usize| ((float(at) + 0.5) / scale - 0.5).clamp(0.0, float(most - 1));
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                pixels.push(self.between(place(x, self.width), place(y, self.height)));
            }
        }
        Self { width, height, pixels, dpi: self.dpi * scale }
    }

    /// Every pixel as bright as the brightest beside it: thinner ink.
    pub(super) fn thinned(&self) -> Self {
        let brightest = |x: usize, y: usize| {
            let around =
                (y.saturating_sub(1)..=(y + 1).min(self.height - 1)).flat_map(|y| (x.saturating_sub(1)..=x + 1).map(move |x| (x, y)));
            around.map(|(x, y)| self.at(x, y)).max().unwrap_or(255)
        };
        let pixels = (0..self.pixels.len()).map(|i| brightest(i % self.width, i / self.width)).collect();
        Self { pixels, ..*self }
    }

    /// With `margin` white pixels on every side.
    pub(crate) fn framed(&self, margin: usize) -> Self {
        let (width, height) = (self.width + 2 * margin, self.height + 2 * margin);
        let mut pixels = vec![255; width * height];
        for (y, row) in self.rows().enumerate() {
            let at = (y + margin) * width + margin;
            if let Some(to) = pixels.get_mut(at..at + self.width) {
                to.copy_from_slice(row);
            }
        }
        Self { width, height, pixels, dpi: self.dpi }
    }

    /// As a portable greymap, the plainest format the recogniser takes.
    pub(crate) fn to_pgm(&self) -> Vec<u8> {
        let mut out = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        out.extend_from_slice(&self.pixels);
        out
    }
}

/// Pictures as the pages of one TIFF, so that one run of the recogniser reads them all.
/// `None` where they would be too large for the format.
pub(crate) fn to_tiff(pages: &[Picture]) -> Option<Vec<u8>> {
    let mut out = b"II*\0\0\0\0\0".to_vec();
    let mut link = 4;
    for page in pages {
        let data = u32::try_from(out.len()).ok()?;
        out.extend_from_slice(&page.pixels);
        if out.len() % 2 == 1 {
            out.push(0);
        }
        let here = u32::try_from(out.len()).ok()?;
        out.get_mut(link..link + 4)?.copy_from_slice(&here.to_le_bytes());
        let (width, height) = (u32::try_from(page.width).ok()?, u32::try_from(page.height).ok()?);
        // Width, height, bits, no compression, black is 0, where the pixels are, one sample, rows, bytes.
        let tags: [(u16, u32); 9] = [
            (256, width),
            (257, height),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, data),
            (277, 1),
            (278, height),
            (279, width.checked_mul(height)?),
        ];
        out.extend_from_slice(&9_u16.to_le_bytes());
        for (tag, value) in tags {
            out.extend_from_slice(&tag.to_le_bytes());
            out.extend_from_slice(&4_u16.to_le_bytes());
            out.extend_from_slice(&1_u32.to_le_bytes());
            out.extend_from_slice(&value.to_le_bytes());
        }
        link = out.len();
        out.extend_from_slice(&[0; 4]);
    }
    Some(out)
}

/// `parts + 1` places that cut `length` into near equal parts.
fn cuts(length: usize, parts: usize) -> Vec<usize> {
    (0..=parts).map(|i| i * length / parts).collect()
}

/// A pixel count as a coordinate; exact up to 16 million.
#[expect(clippy::cast_precision_loss, reason = "sides of pictures are far below 2^24")]
pub(crate) const fn float(count: usize) -> f32 {
    count as f32
}

/// A coordinate as the nearest count.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the sides of a picture; `as` saturates")]
pub(crate) fn whole(value: f32) -> usize {
    value.round().max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: usize, rows: &[&[u8]]) -> Picture {
        Picture::new(width, rows.len(), rows.concat(), 200.0).unwrap()
    }

    #[test]
    fn sizes_must_agree() {
        assert_eq!(Picture::new(2, 2, vec![0; 3], 200.0), None);
        assert_eq!(Picture::new(0, 0, Vec::new(), 200.0), None);
        assert_eq!(Picture::new(100, 200, vec![0; 20_000], 200.0).unwrap().points(), (36.0, 72.0));
    }

    #[test]
    fn turns_are_clockwise() {
        let p = picture(3, &[&[1, 2, 3], &[4, 5, 6]]);
        assert_eq!(p.turned(Quarter::Right).pixels, [4, 1, 5, 2, 6, 3]);
        assert_eq!(p.turned(Quarter::Over).pixels, [6, 5, 4, 3, 2, 1]);
        assert_eq!(p.turned(Quarter::Left).pixels, [3, 6, 2, 5, 1, 4]);
        assert_eq!(p.turned(Quarter::Right).turned(Quarter::Left), p);
    }

    #[test]
    fn smaller_pixels_are_means() {
        let p = Picture { dpi: 400.0, ..picture(4, &[&[0, 100, 200, 200], &[50, 50, 200, 200]]) };
        let small = p.clone().reduced(200.0);
        assert_eq!((small.width, small.height, small.dpi), (2, 1, 200.0));
        assert_eq!(small.pixels, [50, 200]);
        assert_eq!(p.clone().reduced(399.0), p);
    }

    #[test]
    fn a_greymap_says_its_size() {
        assert_eq!(picture(1, &[&[7], &[8]]).to_pgm(), b"P5\n1 2\n255\n\x07\x08");
    }
}
