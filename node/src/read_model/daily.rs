//! What is counted as of a day, and kept until another day is asked for.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use protocol::time::Day;

/// A value of one day. Who asks while it is made waits for it: nobody makes it a second time.
#[derive(Debug)]
pub(super) struct Daily<T>(Mutex<Option<(Day, Arc<T>)>>);

impl<T> Daily<T> {
    /// The value of a day.
    pub(super) fn of(&self, day: Day, make: impl FnOnce() -> T) -> Arc<T> {
        let mut kept = self.lock();
        if let Some((_, value)) = kept.as_ref().filter(|(of, _)| *of == day) {
            return Arc::clone(value);
        }
        let value = Arc::new(make());
        *kept = Some((day, Arc::clone(&value)));
        value
    }

    fn lock(&self) -> MutexGuard<'_, Option<(Day, Arc<T>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Default for Daily<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Clone for Daily<T> {
    fn clone(&self) -> Self {
        Self(Mutex::new(self.lock().clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_a_day() {
        let day = |text: &str| Day::parse(text).expect("a day");
        let daily = Daily::default();
        assert_eq!(*daily.of(day("2027-02-01"), || 1), 1);
        assert_eq!(*daily.of(day("2027-02-01"), || 2), 1);
        let copy = daily.clone();
        assert_eq!(*daily.of(day("2027-02-02"), || 3), 3);
        assert_eq!(*daily.of(day("2027-02-02"), || 4), 3);
        assert_eq!(*copy.of(day("2027-02-01"), || 5), 1);
    }
}
