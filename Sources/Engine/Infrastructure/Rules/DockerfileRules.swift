extension InfrastructureRule {
    static let dockerfile: [InfrastructureRule] = [
        docker(
            "DS-0001", "The base image is named without a version", .medium, each: "stages",
            when: "isEarlierStage == false and image.name != \"scratch\" and not image.name contains \"$\"",
            require: "image.digest exists or image.tag exists and image.tag != \"latest\"",
            fix: "Name the image with a tag other than latest, or with its digest.", aliases: ["CKV_DOCKER_7"]),
        docker(
            "DS-0002", "The image runs as root", .high,
            require: "final.user exists and not final.user in [\"root\", \"0\", \"root:root\", \"0:0\"]",
            fix: "Add USER with a user that is not root.", aliases: ["CKV_DOCKER_3", "CKV_DOCKER_8"]),
        docker(
            "DS-0004", "The image exposes the port of SSH", .medium, each: "instructions",
            when: "instruction == \"EXPOSE\"", require: "not words in [\"22\", \"22/tcp\"]",
            fix: "Remove the port, and run commands with the container runtime.", aliases: ["CKV_DOCKER_1"]),
        docker(
            "DS-0005", "ADD copies files, which COPY does without surprises", .low, each: "instructions",
            when: "instruction == \"ADD\"",
            require: """
                sources contains ".tar" or sources contains ".tgz" or sources contains ".zip" or sources contains "://"
                or sources contains "git@"
                """,
            fix: "Use COPY.", aliases: ["CKV_DOCKER_4"]),
        docker(
            "DS-0006", "A stage copies from itself", .critical, each: "instructions",
            when: "instruction == \"COPY\" and flags.from exists", require: "isFromItself == false",
            fix: "Name the stage that builds the files."),
        docker(
            "DS-0007", "A stage has several ENTRYPOINT instructions: only the last counts", .critical, each: "stages",
            require: "countENTRYPOINT <= 1", fix: "Keep one ENTRYPOINT a stage."),
        docker(
            "DS-0008", "The port does not exist", .critical, each: "instructions", when: "instruction == \"EXPOSE\"",
            require: "not words > 65535", fix: "Expose a port below 65536."),
        docker(
            "DS-0009", "WORKDIR is not absolute, so it depends on the one before", .high, each: "instructions",
            when: "instruction == \"WORKDIR\"", require: "isAbsolute == true", fix: "Begin the path with a slash.",
            aliases: ["CKV_DOCKER_10"]),
        docker(
            "DS-0010", "A command runs with sudo", .critical, each: "instructions", when: "instruction == \"RUN\"",
            require: "not programs == \"sudo\"", fix: "Change the user with USER.", aliases: ["CKV2_DOCKER_1"]),
        docker(
            "DS-0011", "COPY of several files needs a folder as its target", .critical, each: "instructions",
            when: "instruction == \"COPY\"",
            require: "sourceCount <= 1 or isTargetFolder == true", fix: "End the target with a slash."),
        docker(
            "DS-0012", "Two stages have the same alias", .critical, each: "stages", require: "isNameTaken == false",
            fix: "Give each stage its own alias.", aliases: ["CKV_DOCKER_11"]),
        docker(
            "DS-0013", "A command changes the folder, which WORKDIR is for", .medium, each: "instructions",
            when: "instruction == \"RUN\"", require: "not isOnlyChangingFolder == true", fix: "Use WORKDIR."),
        docker(
            "DS-0014", "A stage uses both wget and curl", .low, each: "stages",
            require: "not (programs == \"wget\" and programs == \"curl\")", fix: "Use one of them."),
        docker(
            "DS-0016", "A stage has several CMD instructions: only the last counts", .high, each: "stages",
            require: "countCMD <= 1", fix: "Keep one CMD a stage."),
        docker(
            "DS-0017", "Package lists are updated in a layer of their own, which goes stale", .high,
            each: "instructions", when: "instruction == \"RUN\"",
            require: """
                not commands in ["apt-get update", "apt update", "apk update", "yum update", "apt-get update -y",
                "apt-get -y update"]
                or commands contains "install" or commands contains "apk add" or commands contains "apk --"
                """,
            fix: "Update and install in one RUN instruction.", aliases: ["CKV_DOCKER_5"]),
        docker(
            "DS-0015", "yum leaves its cache in the image", .high, each: "instructions", when: "instruction == \"RUN\"",
            require: "not commands contains \"yum install\" or commands contains \"yum clean\"",
            fix: "Run yum clean all in the same instruction."),
        docker(
            "DS-0020", "zypper leaves its cache in the image", .high, each: "instructions",
            when: "instruction == \"RUN\"",
            require: """
                not (commands contains "zypper install" or commands contains "zypper in ")
                or commands contains "zypper clean" or commands contains "zypper cc"
                """,
            fix: "Run zypper clean in the same instruction."),
        docker(
            "DS-0022", "MAINTAINER is deprecated", .high, each: "instructions",
            require: "instruction != \"MAINTAINER\"", fix: "Use a label.", aliases: ["CKV_DOCKER_6"]),
        docker(
            "DS-0023", "A stage has several HEALTHCHECK instructions: only the last counts", .medium, each: "stages",
            require: "countHEALTHCHECK <= 1", fix: "Keep one HEALTHCHECK a stage."),
        docker(
            "DS-0026", "The image says nothing of how to see that it works (no HEALTHCHECK)", .low,
            require: "final.countHEALTHCHECK >= 1", fix: "Add HEALTHCHECK.", aliases: ["CKV_DOCKER_2"]),
        docker(
            "DS-0031", "A secret is written into the image's variables or build arguments", .critical,
            each: "instructions", when: "instruction in [\"ARG\", \"ENV\"]",
            require: "not (text is credential or hasSecretName == true)",
            fix: "Revoke the secret, and mount it while building: RUN --mount=type=secret.", kind: .secret),
    ]

    private static func docker(
        _ id: String, _ title: String, _ severity: Severity, each: String? = nil, when scope: String? = nil,
        require: String, fix: String, aliases: [String] = [], kind: FindingKind = .misconfiguration
    ) -> InfrastructureRule {
        rule(
            id, title, severity, on: ["Dockerfile"], each: each, when: scope, require: require, fix: fix,
            aliases: spellings(of: id) + aliases, kind: kind)
    }
}
