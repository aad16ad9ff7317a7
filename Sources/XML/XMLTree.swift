/// A document's elements in arrays, so that a hundred thousand of them are no hundred thousand objects.
struct XMLTree {
    struct Element {
        let name: String
        var attributes: [(name: String, value: String)] = []
        var children: [Int] = []
        var text = ""
    }

    private(set) var elements: [Element] = []
    /// The elements that are open, outermost first.
    private var open: [Int] = []

    mutating func begin(_ element: Element) {
        if let parent = open.last { elements[parent].children.append(elements.count) }
        open.append(elements.count)
        elements.append(element)
    }

    mutating func end() { _ = open.popLast() }

    mutating func add(_ text: String) {
        if let element = open.last { elements[element].text += text }
    }
}
