@main
struct FeedScheduler {
    static func main() {}
}
