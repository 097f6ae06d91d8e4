//! Questions as data, and how much an answer is expected to tell.

use crate::table::{Row, rows};
use crate::weigh::{Live, whole};
use crate::{Axes, EvidenceKind, EvidenceTable, NextQuestion, Situation, TableError};
use libm::{exp10, log2};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where an answer is best sought. A hint, never a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceHint {
    /// In a conversation.
    Call,
    /// By a message that can be answered.
    Message,
    /// On the spot.
    Visit,
    /// In papers the borrower or the bank supplies.
    Documents,
    /// At a credit bureau.
    Bureau,
    /// In the lender's own file.
    File,
}

impl SourceHint {
    const ALL: [(&'static str, Self); 6] = [
        ("call", Self::Call),
        ("message", Self::Message),
        ("visit", Self::Visit),
        ("documents", Self::Documents),
        ("bureau", Self::Bureau),
        ("file", Self::File),
    ];
}

/// One answer a question may get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The answer in plain words.
    pub says: String,
    /// The ids of the evidence it would bring.
    pub brings: Vec<String>,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its id, such as `Q01`.
    pub id: String,
    /// The question in words a person can say.
    pub ask: String,
    /// Where the answer is best sought.
    pub channel: SourceHint,
    /// The answers that bring evidence; none of them is always possible too.
    pub answers: Vec<Answer>,
    /// P(answer | combination of the three beliefs), the last answer being none
    /// of these.
    likelihood: [Vec<f64>; 8],
}

/// All questions, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Questions(Vec<Question>);

const HEADER: &str = "question\task\tchannel\tanswer\tevidence";

impl Questions {
    /// The questions shipped with the product.
    ///
    /// # Errors
    /// [`TableError`] when the shipped text is malformed, which a test rules out.
    pub fn shipped(table: &EvidenceTable) -> Result<Self, TableError> {
        Self::parse("questions.tsv", include_str!("../data/questions.tsv"), table)
    }

    /// Reads a lender's own questions in the shipped form, against its table.
    ///
    /// # Errors
    /// The first line that is not a row, with what was expected.
    pub fn parse(file: &str, text: &str, table: &EvidenceTable) -> Result<Self, TableError> {
        let mut questions: Vec<Question> = Vec::new();
        for row in rows(file, text, HEADER)? {
            if questions.last().is_none_or(|question| question.id != row.cell(0)) {
                let question = opened(&row, &questions).map_err(|problem| row.refuse(problem))?;
                questions.push(question);
            }
            let answer = answer(&row, table).map_err(|problem| row.refuse(problem))?;
            if let Some(question) = questions.last_mut() {
                question.answers.push(answer);
            }
        }
        for question in &mut questions {
            question.likelihood =
                [0, 1, 2, 3, 4, 5, 6, 7].map(|combination| likelihood(&question.answers, combination, table));
        }
        Ok(Self(questions))
    }

    /// For each channel the question whose answer is expected to tell most about the
    /// situation, the best first.
    ///
    /// A question is passed over when recent evidence already answers it. Of two
    /// that tell as much, the earlier wins.
    pub(crate) fn ranked(&self, beliefs: [f64; 3], facts: &[Live<'_>]) -> Vec<NextQuestion> {
        let answered =
            |answer: &Answer| facts.iter().any(|fact| fact.is_fresh() && answer.brings.contains(&fact.kind.id));
        let open = self.0.iter().filter(|question| !question.answers.iter().any(answered));
        let mut rated: Vec<(i32, &Question)> = open.map(|question| (question.millibits(beliefs), question)).collect();
        rated.retain(|(millibits, _)| *millibits > 0);
        rated.sort_by_key(|(millibits, _)| -millibits);
        let mut channels = BTreeSet::new();
        rated.retain(|(_, question)| channels.insert(question.channel));
        let next = |(expected_millibits, question): (i32, &Question)| NextQuestion {
            id: question.id.clone(),
            ask: question.ask.clone(),
            channel: question.channel,
            answers: question.answers.clone(),
            expected_millibits,
        };
        rated.into_iter().map(next).collect()
    }
}

impl Question {
    /// The mutual information between the answer and the situation under these
    /// beliefs, in thousandths of a bit.
    pub(crate) fn millibits(&self, beliefs: [f64; 3]) -> i32 {
        let answers = self.answers.len() + 1;
        // joint[situation][answer]
        let mut joint = vec![vec![0.0; answers]; Situation::ALL.len()];
        for (combination, likelihood) in self.likelihood.iter().enumerate() {
            let chance: f64 = [0, 1, 2].map(|axis| chance_of(beliefs[axis], has(combination, axis))).iter().product();
            let situation = situation_of(combination);
            let row = Situation::ALL.iter().position(|known| *known == situation).and_then(|at| joint.get_mut(at));
            for (cell, given) in row.into_iter().flatten().zip(likelihood) {
                *cell += chance * given;
            }
        }
        let of_answer = |at: usize| -> f64 { joint.iter().filter_map(|row| row.get(at)).sum() };
        let mut bits = 0.0;
        for row in &joint {
            let of_situation: f64 = row.iter().sum();
            for (at, both) in row.iter().enumerate().filter(|(_, both)| **both > 0.0) {
                bits += both * log2(both / (of_situation * of_answer(at)));
            }
        }
        whole(bits * 1_000.0)
    }
}

/// Whether `axis` holds in a combination, numbered by its bits.
fn has(combination: usize, axis: usize) -> bool {
    combination >> axis & 1 == 1
}

fn chance_of(belief: f64, holds: bool) -> f64 {
    if holds { belief } else { 1.0 - belief }
}

/// The situation a combination of certain beliefs points to.
fn situation_of(combination: usize) -> Situation {
    let [able_now_bp, able_durably_bp, willing_bp] =
        [0, 1, 2].map(|axis| if has(combination, axis) { 10_000 } else { 0 });
    Axes { able_now_bp, able_durably_bp, willing_bp }.points_to()
}

/// How likely each answer is, were the combination true: in proportion to
/// 10^(±dB/20) over the axes, so that two opposite combinations stand to each
/// other as the strength says; "none of these" has the weight of neutral evidence.
fn likelihood(answers: &[Answer], combination: usize, table: &EvidenceTable) -> Vec<f64> {
    let strength = |kind: &EvidenceKind| -> i32 {
        let signed = |axis: usize| if has(combination, axis) { kind.decibans[axis] } else { -kind.decibans[axis] };
        [0, 1, 2].map(signed).iter().sum()
    };
    let of_answer = |answer: &Answer| -> f64 {
        let total: i32 = answer.brings.iter().filter_map(|id| table.get(id)).map(strength).sum();
        exp10(f64::from(total) / 20.0)
    };
    let mut weights: Vec<f64> = answers.iter().map(of_answer).collect();
    weights.push(1.0);
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

fn opened(row: &Row<'_>, before: &[Question]) -> Result<Question, String> {
    let (id, ask, word) = (row.cell(0), row.cell(1), row.cell(2));
    if id.is_empty() || ask.is_empty() {
        return Err("the first row of a question needs its id and its words".to_owned());
    }
    if before.iter().any(|question| question.id == id) {
        return Err(format!("the rows of {id} stand apart; keep them together"));
    }
    let known = || SourceHint::ALL.map(|(word, _)| word).join(", ");
    let channel = SourceHint::ALL.iter().find(|(known, _)| *known == word).map(|(_, hint)| *hint);
    Ok(Question {
        id: id.to_owned(),
        ask: ask.to_owned(),
        channel: channel.ok_or_else(|| format!("the channel is one of {}; found {word:?}", known()))?,
        answers: Vec::new(),
        likelihood: Default::default(),
    })
}

fn answer(row: &Row<'_>, table: &EvidenceTable) -> Result<Answer, String> {
    let brings: Vec<String> = row.cell(4).split_whitespace().map(str::to_owned).collect();
    if row.cell(3).is_empty() || brings.is_empty() {
        return Err("an answer needs its words and the evidence it brings".to_owned());
    }
    match brings.iter().find(|id| table.get(id).is_none()) {
        Some(unknown) => Err(format!("{unknown:?} is not in the evidence table")),
        None => Ok(Answer { says: row.cell(3).to_owned(), brings }),
    }
}
