/// A job as the model's queue carries it.
struct ModelMessage: Hashable {
    let job: Int
    var attempt = 0
    var deaths = 0
}
