/// One counter or measured value of the gateway, with a sample for each set of labels.
public struct Metric: Hashable, Sendable {
    /// The kind of metric in the sense of Prometheus.
    public enum Kind: String, Hashable, Sendable {
        /// A number that never decreases while the gateway runs.
        case counter
        case gauge
        case histogram
    }

    /// One sample, written as one line.
    public struct Sample: Hashable, Sendable {
        /// The suffix of the metric's name: `_bucket`, `_sum` or `_count` of a histogram; otherwise empty.
        public var suffix: String
        /// The labels, in the order in which they are written.
        public var labels: [Label]
        /// The value in the unit that the metric's name ends with.
        public var value: Double

        public init(_ value: Double, _ labels: [Label] = [], suffix: String = "") {
            (self.value, self.labels, self.suffix) = (value, labels, suffix)
        }
    }

    /// A label, which distinguishes samples of one metric.
    public struct Label: Hashable, Sendable {
        /// The name by the rules of Prometheus: `bus`.
        public var name: String
        /// The value, which may be any text.
        public var value: String

        public init(_ name: String, _ value: String) {
            (self.name, self.value) = (name, value)
        }
    }

    /// The name with its unit, and `_total` for a counter: `mashang_bus_busy_ratio`.
    public var name: String
    /// Whether it is a counter, a gauge or a histogram.
    public var kind: Kind
    /// The explanation in English, the usual language of monitoring programs.
    public var help: String
    /// The samples, at most one for each set of labels.
    public var samples: [Sample]

    public init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        (self.name, self.kind, self.help, self.samples) = (name, kind, help, samples)
    }

    /// A metric with one sample without labels; without a sample if the value is nil.
    public init(_ name: String, _ kind: Kind, _ help: String, _ value: Double?) {
        self.init(name, kind, help, value.map { [Sample($0)] } ?? [])
    }
}

extension Metric {
    /// Writes metrics in the text exposition format 0.0.4 of Prometheus. A metric without samples is omitted.
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
    /// The rest of the line after the metric's name: `_bucket{bus="plc",le="0.005"} 12`.
    fileprivate var text: String {
        let list = labels.map { "\($0.name)=\"\($0.value.labelEscaped)\"" }.joined(separator: ",")
        return "\(suffix)\(list.isEmpty ? "" : "{\(list)}") \(value.metricText)"
    }
}

extension Double {
    /// The number in the text format: whole numbers without a fraction; `NaN`, `+Inf` and `-Inf` for special
    /// values.
    fileprivate var metricText: String {
        if isNaN { return "NaN" }
        if isInfinite { return self > 0 ? "+Inf" : "-Inf" }
        return self == rounded() && magnitude < 1e15 ? "\(Int64(self))" : "\(self)"
    }
}

extension String {
    /// The text with `\`, `"` and line feeds escaped, scalar by scalar.
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
