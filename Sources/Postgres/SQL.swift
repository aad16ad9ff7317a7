/// A statement whose interpolated values are bound as parameters and never become part of its text.
///
///     try session.run("UPDATE scan SET status = \(1) WHERE id = ANY(\(ids))")
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var parameters: [Parameter] = []
        var values = BinaryEncoder()

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
            parameters.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) { text += literal }

        public mutating func appendInterpolation<Value: PostgresValue>(_ value: Value) {
            let start = values.bytes.count
            value.encode(into: &values)
            append(Parameter(type: Value.type, range: start..<values.bytes.count))
        }

        public mutating func appendInterpolation<Value: PostgresValue>(_ value: Value?) {
            guard let value else { return append(Parameter(type: Value.type, range: nil)) }
            appendInterpolation(value)
        }

        /// Text that becomes part of the statement: names of our own, never anything from outside.
        public mutating func appendInterpolation(unescaped part: String) { text += part }

        /// A part with values of its own: its `$1` becomes the next number here.
        public mutating func appendInterpolation(_ part: SQL) {
            let (first, start) = (parameters.count, values.bytes.count)
            for (index, piece) in part.text.split(separator: "$", omittingEmptySubsequences: false).enumerated() {
                let digits = piece.prefix { $0.isASCII && $0.isNumber }
                let number = index == 0 ? nil : Int(digits)
                if index > 0 { text += "$" }
                text += number.map { "\($0 + first)" } ?? String(digits)
                text += piece.dropFirst(digits.count)
            }
            values.append(part.values)
            for parameter in part.parameters {
                let range = parameter.range.map { ($0.lowerBound + start)..<($0.upperBound + start) }
                parameters.append(Parameter(type: parameter.type, range: range))
            }
        }

        private mutating func append(_ parameter: Parameter) {
            parameters.append(parameter)
            text += "$\(parameters.count)"
        }
    }

    /// A value in PostgreSQL's binary format: its type and its place in `values`.
    struct Parameter: Sendable {
        let type: UInt32
        /// Nil is NULL.
        let range: Range<Int>?
    }

    let text: String
    let parameters: [Parameter]
    /// All parameters, one behind the other, so that none needs a copy of its own.
    let values: [UInt8]

    public init(stringLiteral text: String) {
        self.text = text
        parameters = []
        values = []
    }

    public init(stringInterpolation parts: StringInterpolation) {
        text = parts.text
        parameters = parts.parameters
        values = parts.values.bytes
    }

    /// For errors: the first line.
    var operation: String { Self.firstLine(of: text) }

    static func firstLine(of text: String) -> String {
        text.split(separator: "\n").first.map { $0.drop { $0 == " " }.prefix(100).description } ?? ""
    }
}
