/// One thing that is counted or measured about the gateway, with a sample for each of its sets of labels.
public struct Metric: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// Only ever grows while the gateway runs.
        case counter
        case gauge
        case histogram
    }

    /// One line.
    public struct Sample: Hashable, Sendable {
        /// What stands behind the metric's name: `_bucket`, `_sum` or `_count` of a histogram.
        public var suffix: String
        public var labels: [Label]
        public var value: Double

        public init(_ value: Double, _ labels: [Label] = [], suffix: String = "") {
            (self.value, self.labels, self.suffix) = (value, labels, suffix)
        }
    }

    public struct Label: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            (self.name, self.value) = (name, value)
        }
    }

    /// `mashang_bus_busy_ratio`: what it is, its unit, and `_total` for a counter.
    public var name: String
    public var kind: Kind
    /// A sentence in English, since that is what those who read it write.
    public var help: String
    public var samples: [Sample]

    public init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        (self.name, self.kind, self.help, self.samples) = (name, kind, help, samples)
    }

    /// With one sample without labels; none where there is no value.
    public init(_ name: String, _ kind: Kind, _ help: String, _ value: Double?) {
        self.init(name, kind, help, value.map { [Sample($0)] } ?? [])
    }
}

extension Metric {
    /// Writes metrics in the text exposition format 0.0.4 of Prometheus. A metric without samples is not written.
    static func text(_ metrics: [Metric]) -> String {
        metrics.filter { !$0.samples.isEmpty }.map(\.text).joined()
    }

    private var text: String {
        let help = help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        let lines = samples.map { "\(name)\($0.text)\n" }
        return "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n" + lines.joined()
    }
}

extension Metric.Sample {
    /// `_bucket{bus="plc",le="0.005"} 12`
    fileprivate var text: String {
        let list = labels.map { "\($0.name)=\"\($0.value.labelEscaped)\"" }.joined(separator: ",")
        return "\(suffix)\(list.isEmpty ? "" : "{\(list)}") \(value.metricText)"
    }
}

extension Double {
    /// Whole numbers without a fraction. The format also has `NaN`, `+Inf` and `-Inf`.
    fileprivate var metricText: String {
        if isNaN { return "NaN" }
        if isInfinite { return self > 0 ? "+Inf" : "-Inf" }
        return self == rounded() && magnitude < 1e15 ? "\(Int64(self))" : "\(self)"
    }
}

extension String {
    /// By scalars: `\`, `"` and the end of a line have an escape.
    fileprivate var labelEscaped: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
