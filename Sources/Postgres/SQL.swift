/// A statement whose interpolated values are bound as parameters and never become part of its text.
///
///     try session.run("UPDATE scan SET status = \(1) WHERE id = ANY(\(ids))")
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var parameters: [Parameter] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
            parameters.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) { text += literal }

        public mutating func appendInterpolation(_ value: some PostgresValue) {
            parameters.append(Parameter(value))
            text += "$\(parameters.count)"
        }

        public mutating func appendInterpolation<Value: PostgresValue>(_ value: Value?) {
            parameters.append(value.map { Parameter($0) } ?? Parameter(nullOf: Value.type))
            text += "$\(parameters.count)"
        }

        /// Text that becomes part of the statement: names of our own, never anything from outside.
        public mutating func appendInterpolation(unescaped part: String) { text += part }
    }

    /// A value in PostgreSQL's binary format with its type.
    struct Parameter: Sendable {
        let type: UInt32
        /// Nil is NULL.
        let bytes: [UInt8]?

        init(_ value: some PostgresValue) {
            type = value.instanceType
            var encoder = BinaryEncoder()
            value.encode(into: &encoder)
            bytes = encoder.bytes
        }

        init(nullOf type: UInt32) {
            self.type = type
            bytes = nil
        }
    }

    let text: String
    let parameters: [Parameter]

    public init(stringLiteral text: String) {
        self.text = text
        parameters = []
    }

    public init(stringInterpolation parts: StringInterpolation) {
        text = parts.text
        parameters = parts.parameters
    }

    /// For errors: the first line.
    var operation: String {
        text.split(separator: "\n").first.map { $0.drop { $0 == " " }.prefix(100).description } ?? ""
    }
}
