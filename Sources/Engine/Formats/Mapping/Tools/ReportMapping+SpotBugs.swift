extension ReportMapping {
    /// SpotBugs' and FindSecBugs' XML: the categories that concern security. Priorities: 1 is the highest, 3 the lowest.
    static let spotBugs = ReportMapping(
        name: "spotbugs", tool: "SpotBugs", toolVersion: "$.BugCollection.@version", marks: ["BugCollection"],
        records: [
            RecordMapping(
                path: "BugCollection.BugInstance[]", kind: .weakness, when: ["@category=SECURITY,MALICIOUS_CODE"],
                ids: ["@type"],
                title: "LongMessage | ShortMessage | @type",
                severity: "@priority", severities: ["1": .high, "2": .medium, "3": .low], weaknesses: "@cweid",
                uri: "SourceLine[0].@sourcepath | Class[0].SourceLine.@sourcepath | Class[0].@classname",
                line: "SourceLine[0].@start", subject: "@instanceHash | Method[0].@name")
        ])
}
