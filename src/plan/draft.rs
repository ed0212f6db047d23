//! A document as its source writes it, where the plan knows it only after apply.

/// What opens and closes the number of a hole; private to this program, so that
/// no text that people write holds them.
const OPEN: char = '\u{F0E10}';
const CLOSE: char = '\u{F0E11}';

/// A text of which all is known but what is interpolated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// With a mark where something is left out.
    pub text: String,
    /// The reference chains of what each mark stands for.
    holes: Vec<Vec<String>>,
}

impl Draft {
    /// Makes a mark for what refers to these.
    pub fn leave_out(&mut self, references: Vec<String>) -> String {
        self.holes.push(references);
        format!("{OPEN}{}{CLOSE}", self.holes.len() - 1)
    }

    /// The reference chains of what is left out of a part of the text; `None`
    /// where nothing is.
    pub fn references(&self, part: &str) -> Option<Vec<String>> {
        if !has_hole(part) {
            return None;
        }
        let numbers = part
            .split(OPEN)
            .skip(1)
            .filter_map(|rest| rest.split(CLOSE).next());
        let numbers = numbers.filter_map(|number| number.parse::<usize>().ok());
        let holes = numbers.filter_map(|number| self.holes.get(number));
        Some(holes.flatten().cloned().collect())
    }
}

/// Whether something is left out of a part of a draft's text.
pub fn has_hole(part: &str) -> bool {
    part.contains(OPEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_is_left_out() {
        let mut draft = Draft::default();
        let one = draft.leave_out(vec!["aws_x.y.arn".into(), "aws_x.y".into()]);
        let other = draft.leave_out(Vec::new());
        assert_eq!(draft.references("arn:aws"), None);
        assert_eq!(draft.references(&other), Some(Vec::new()));
        let both = format!("a{other}b{one}c");
        assert_eq!(
            draft.references(&both),
            Some(vec!["aws_x.y.arn".to_owned(), "aws_x.y".into()])
        );
        for odd in [
            format!("{OPEN}"),
            format!("{OPEN}9{CLOSE}"),
            format!("{OPEN}x"),
        ] {
            assert_eq!(draft.references(&odd), Some(Vec::new()));
        }
    }
}
