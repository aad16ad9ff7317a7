internal import Fleet

/// One delivery whose work was read.
struct Job<Work: Sendable>: Sendable {
    /// The delivery's place in its batch.
    let index: Int
    let delivery: Delivery
    let work: Work

    var message: Message { delivery.message }
}
