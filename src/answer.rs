//! Yes, no, or left open.

/// What a question about the architecture is answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    /// The plan leaves it open.
    Unknown,
}

impl Answer {
    pub fn of(known: Option<bool>) -> Self {
        match known {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }

    /// No, unless something is left open.
    pub fn unless(open: bool) -> Self {
        if open { Self::Unknown } else { Self::No }
    }

    /// Yes when any is, no when all are, else unknown.
    pub fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        answers
            .into_iter()
            .fold(Self::No, |all, one| match (all, one) {
                (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
                (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
                (Self::No, Self::No) => Self::No,
            })
    }
}

impl std::ops::Not for Answer {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}
