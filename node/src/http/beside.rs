//! Work that looks at much, done on a thread that does not serve others meanwhile.

/// Does something that takes a while without waiting, such as to look at every card.
pub(super) async fn beside<T: Send + 'static>(look: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(look).await.expect("looking does not panic and is not cancelled")
}
