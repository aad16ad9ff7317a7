import Engine
import FoundationEssentials
import Hashing
import JSON

/// A decision's text that is to be worded anew, and by whom.
struct RephraseQuestion: Sendable {
    let original: String
    let prompt: String
    let models: [LanguageModel]

    /// Of everything that an answer depends on.
    var digest: Digest {
        let value: JSONValue = [
            "models": .array(models.map { [.string($0.base), .string($0.model)] }), "original": .string(original),
            "prompt": .string(prompt),
        ]
        return Digest(of: value.canonical)
    }

    /// Asks all at once, each for at most `seconds`; says of each that fails why it did.
    @concurrent
    func answers(within seconds: Int) async -> [String] {
        await withTaskGroup(of: String?.self) { group in
            for model in models {
                group.addTask {
                    do {
                        return try await model.answer(to: original, prompt: prompt, within: seconds)
                    } catch {
                        Progress.say("\(model.base) gave no text: \(error)")
                        return nil
                    }
                }
            }
            var answers: [String] = []
            for await answer in group { answer.map { answers.append($0) } }
            return answers
        }
    }

    /// What was taken before; nil where nothing was, or it can no longer be read.
    func cached(in folder: String?) -> String? {
        // Ignored: without the file the question is asked again.
        folder.flatMap { try? Data(contentsOf: URL(filePath: path(in: $0))) }.flatMap {
            String(validating: $0, as: UTF8.self)
        }
    }

    func keep(_ text: String, in folder: String?) throws {
        guard let folder else { return }
        try OutputFile.write(Array(text.utf8), to: path(in: folder))
    }

    private func path(in folder: String) -> String { "\(folder)/\(digest.description).txt" }
}
