//! Ranges of days past due, as data.

use serde::{Deserialize, Serialize};

/// Lower bounds of the late buckets in days past due, rising. Bucket 0 is current.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<i32>", into = "Vec<i32>")]
pub struct Buckets(Vec<i32>);

/// The position of a bucket: 0 current, then the late buckets in order.
pub type Bucket = usize;

/// Bounds that do not rise from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("buckets are rising days past due that start at 1, such as [1, 30, 60, 90]; found {0:?}")]
pub struct BucketsError(pub Vec<i32>);

impl Default for Buckets {
    /// 1-29, 30-59, 60-89, 90 and more.
    fn default() -> Self {
        Self(vec![1, 30, 60, 90])
    }
}

impl TryFrom<Vec<i32>> for Buckets {
    type Error = BucketsError;

    fn try_from(bounds: Vec<i32>) -> Result<Self, BucketsError> {
        let rising = bounds.windows(2).all(|pair| pair[0] < pair[1]);
        if bounds.first() == Some(&1) && rising { Ok(Self(bounds)) } else { Err(BucketsError(bounds)) }
    }
}

impl From<Buckets> for Vec<i32> {
    fn from(buckets: Buckets) -> Self {
        buckets.0
    }
}

impl Buckets {
    /// The bucket of so many days past due.
    pub fn of(&self, days_past_due: i32) -> Bucket {
        self.0.partition_point(|bound| *bound <= days_past_due)
    }

    /// How many buckets there are, current included.
    pub fn count(&self) -> usize {
        self.0.len() + 1
    }

    /// The first and last day past due of a bucket; no last day in the worst.
    pub fn range(&self, bucket: Bucket) -> (i32, Option<i32>) {
        let from = if bucket == 0 { 0 } else { self.0.get(bucket - 1).copied().unwrap_or(i32::MAX) };
        (from, self.0.get(bucket).map(|next| next - 1))
    }

    /// The name of a bucket: `current`, `1-29`, `90+`.
    pub fn name(&self, bucket: Bucket) -> String {
        match (bucket, self.range(bucket)) {
            (0, _) => "current".to_owned(),
            (_, (from, Some(to))) => format!("{from}-{to}"),
            (_, (from, None)) => format!("{from}+"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Buckets;

    #[test]
    fn bounds_belong_to_the_bucket_they_open() {
        let buckets = Buckets::default();
        let found: Vec<String> =
            [0, 1, 29, 30, 59, 60, 89, 90, 4_000].map(|days| buckets.name(buckets.of(days))).into();
        assert_eq!(found, ["current", "1-29", "1-29", "30-59", "30-59", "60-89", "60-89", "90+", "90+"]);
    }

    #[test]
    fn bounds_that_do_not_rise_from_one_are_refused() {
        for bounds in [vec![], vec![0, 30], vec![1, 30, 30], vec![1, 60, 30]] {
            assert!(Buckets::try_from(bounds.clone()).is_err(), "{bounds:?}");
        }
    }
}
