/// What a fault may touch.
struct Arena: Sendable {
    let deaths: Deaths
    let departures: Departures
    let eyes: QueueEyes
    let recovery: RecoveryWatch
    let subject: Subject
    let weather: Weather
}
