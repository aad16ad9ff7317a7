@main
struct EvidenceWriter {
    static func main() {}
}
