@main
struct Normalizer {
    static func main() {}
}
