import AsyncHTTPClient
import JSON
import NIOCore
import NIOHTTP1

/// An endpoint that speaks OpenAI's chat completions.
struct LanguageModel: Sendable {
    private static let answerLimit = 1_048_576

    /// Up to the version: `https://llm.example.org/v1`.
    let base: String
    let model: String
    let token: String?

    /// The text that it answers with. Throws where it does not answer in time or not as it should.
    func answer(to text: String, prompt: String, within seconds: Int) async throws -> String {
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await completion(of: text, prompt: prompt, within: seconds) }
            group.addTask {
                // The client's own limit ends with the response's head, and a body may trickle without end.
                try await Task.sleep(for: .seconds(seconds))
                throw Refusal("no answer within \(seconds) seconds")
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw Refusal("it gave no answer") }
            return answer
        }
    }

    private func completion(of text: String, prompt: String, within seconds: Int) async throws -> String {
        var request = HTTPClientRequest(url: base + "/chat/completions")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        let body: JSONValue = [
            "messages": [
                ["content": .string(prompt), "role": "system"], ["content": .string(text), "role": "user"],
            ], "model": .string(model), "temperature": 0,
        ]
        request.body = .bytes(ByteBuffer(bytes: body.canonical))
        let response = try await GatewayClient.http.execute(request, timeout: .seconds(Int64(seconds)))
        let bytes = Array(try await response.body.collect(upTo: Self.answerLimit).readableBytesView)
        guard response.status == .ok else { throw Refusal("it answered \(response.status.code)") }
        let answer = try JSONValue(parsing: bytes)
        guard let text = answer["choices"]?.array?.first?["message"]?["content"]?.string else {
            throw Refusal("its answer holds no text")
        }
        return text
    }

    /// Why an answer is none.
    struct Refusal: CustomStringConvertible, Error {
        let description: String

        init(_ description: String) { self.description = description }
    }
}
