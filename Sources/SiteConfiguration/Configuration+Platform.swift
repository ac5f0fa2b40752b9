public import Facilities
public import HJ212
public import StrictYAML

extension Configuration {
    /// A platform to which readings are sent by HJ 212. Like each uplink it has a position of its own in the journal.
    public struct Platform: Sendable {
        public var name: String
        public var host: String
        public var port: UInt16
        /// The version of the standard that is sent.
        public var edition: Edition
        /// The stations, each with an `MN` of its own.
        public var stations: [PlatformStation]
        /// A file with `PW` in its first line.
        public var passwordFile: String
        /// The encryption; nil for packets that stay plain.
        public var encryption: Cipher?
        /// Whether it answers data with 9014. If not, what was written counts as delivered.
        public var answers: Bool
        /// The seconds between two packets of current values; nil for none.
        public var realtime: Int?
        /// The minutes of a mean.
        public var minutes: Int
        /// The seconds until a packet without an answer is sent again, and the number of resends.
        public var timeout: Int
        public var resends: Int
        /// The place in the journal where it begins while it is new; nil for its present end.
        public var from: Uplink.From?
        public var places: PlatformPlaces
    }

    /// The settings of encryption.
    public struct Cipher: Hashable, Sendable {
        /// A file with the key in its first line.
        public var keyFile: String
        public var form: Encryption.Form
        public var length: Encryption.Length
    }

    /// The places in the configuration of what a platform needs.
    public struct PlatformPlaces: Hashable, Sendable {
        public var platform: SourcePlace
        public var passwordFile: SourcePlace
        public var keyFile: SourcePlace?
    }
}

extension Configuration.Platform {
    /// The platform on one line: `uplink bureau 10.0.0.1:9000: HJ 212-2017, 2 stations`.
    var text: Text {
        let year = edition == .y2025 ? 2025 : 2017
        let cipher = encryption == nil ? Text(zh: "明文", en: "plain") : Text(zh: "SM4 加密", en: "encrypted with SM4")
        return Text(
            zh: "上报 \(name) \(host):\(port)：HJ 212-\(year)，\(cipher.zh)，\(stations.count) 个 MN，"
                + "每 \(minutes) 分钟一个均值",
            en: "uplink \(name) \(host):\(port): HJ 212-\(year), \(cipher.en), \(stations.count) "
                + "\(stations.count == 1 ? "station" : "stations"), means of \(minutes) min")
    }
}
