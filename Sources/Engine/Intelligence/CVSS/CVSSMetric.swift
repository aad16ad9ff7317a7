/// A metric of a CVSS version: its name and the values that a vector may give it.
struct CVSSMetric: Sendable {
    /// Which of the scores a metric counts for.
    enum Group: Sendable { case base, environmental, supplemental, threat }

    let name: String
    let values: [String]
    let group: Group

    /// From lines of `NAME VALUE VALUE…`.
    private static func list(_ group: Group, _ lines: String) -> [CVSSMetric] {
        lines.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            return CVSSMetric(name: words[0], values: Array(words.dropFirst()), group: group)
        }
    }

    /// CVSS v2 guide, table 13.
    static let two =
        list(
            .base,
            """
            AV L A N
            AC H M L
            Au M S N
            C N P C
            I N P C
            A N P C
            """)
        + list(
            .threat,
            """
            E U POC F H ND
            RL OF TF W U ND
            RC UC UR C ND
            """)
        + list(
            .environmental,
            """
            CDP N L LM MH H ND
            TD N L M H ND
            CR L M H ND
            IR L M H ND
            AR L M H ND
            """)

    /// CVSS v3.1 specification, table 15.
    static let three =
        list(
            .base,
            """
            AV N A L P
            AC L H
            PR N L H
            UI N R
            S U C
            C H L N
            I H L N
            A H L N
            """)
        + list(
            .threat,
            """
            E X H F P U
            RL X U W T O
            RC X C R U
            """)
        + list(
            .environmental,
            """
            CR X H M L
            IR X H M L
            AR X H M L
            MAV X N A L P
            MAC X L H
            MPR X N L H
            MUI X N R
            MS X U C
            MC X H L N
            MI X H L N
            MA X H L N
            """)

    /// CVSS v4.0 specification, table 23.
    static let four =
        list(
            .base,
            """
            AV N A L P
            AC L H
            AT N P
            PR N L H
            UI N P A
            VC H L N
            VI H L N
            VA H L N
            SC H L N
            SI H L N
            SA H L N
            """)
        + list(.threat, "E X A P U")
        + list(
            .environmental,
            """
            CR X H M L
            IR X H M L
            AR X H M L
            MAV X N A L P
            MAC X L H
            MAT X N P
            MPR X N L H
            MUI X N P A
            MVC X H L N
            MVI X H L N
            MVA X H L N
            MSC X H L N
            MSI X S H L N
            MSA X S H L N
            """)
        + list(
            .supplemental,
            """
            S X N P
            AU X N Y
            R X A U I
            V X D C
            RE X L M H
            U X Clear Green Amber Red
            """)
}
