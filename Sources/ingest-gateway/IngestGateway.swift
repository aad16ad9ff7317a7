@main
struct IngestGateway {
    static func main() {}
}
