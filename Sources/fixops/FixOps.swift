@main
struct FixOps {
    static func main() {}
}
