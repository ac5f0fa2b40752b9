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
