import ArgumentParser
import DeviceProfiles
import Facilities
import Foundation
import Gateway
import Modbus
import SiteConfiguration
import StrictYAML

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "init",
        Text(
            zh: "写出第一份配置：询问线路，查找设备，再问每台设备属于哪个设施。",
            en: "Writes a first configuration: asks for the lines, scans them, and asks what each device belongs to."),
        Text(
            zh: """
                mashang init
                mashang init --yes --gateway NJ-QH-0001 --line /dev/ttyS1 --units 1-10 \\
                    --facility kind=fume-purifier,name=食堂,devices=line-1/1,stoves=4

                选项里写明的不再询问。已有的文件不会被覆盖；加 --force 时，原文件改名为 .bak 留在旁边。直到最后一步才写文件。规则需要而没有人说明的，在\
                文件里写成注释。线路叫作 line-1、line-2……，地址叫作 tcp-1、tcp-2……，设备按总线和站号称呼，如 line-1/3。
                """,
            en: """
                mashang init
                mashang init --yes --gateway NJ-QH-0001 --line /dev/ttyS1 --units 1-10 \\
                    --facility kind=fume-purifier,name=Canteen,devices=line-1/1,stoves=4

                What is said by options is not asked. It never replaces a file, but with --force, which keeps the old one beside \
                it with .bak. Until the end nothing is written. What the rules need and nobody has said stands in the file as a \
                comment. Lines are named line-1, line-2, …, addresses tcp-1, tcp-2, …, devices by bus and unit, such as line-1/3.
                """)
    )

    @Option(name: .shortAndLong, help: help("要写的文件。", "The file to write.", "file"))
    var config = "/etc/mashang/gateway.yaml"

    @Flag(
        help: help(
            "文件已在也写；原文件以 .bak 留在旁边。", "Writes although the file is there; the old one is kept beside it with .bak."))
    var force = false

    @Flag(
        help: help(
            "什么也不问：按选项写，设备只取查找时能确定的。", "Asks nothing: takes what the options say, and devices that the scan is sure of."
        ))
    var yes = false

    @Option(help: help("网关编号，每台不同：NJ-QH-0001。", "The gateway's id, unlike every other one's: NJ-QH-0001.", "id"))
    var gateway: String?

    @Option(help: help("串口，可写多次。", "A serial port; may be given several times.", "device"))
    var line: [String] = []

    @Option(help: help("Modbus TCP 地址，可写多次。", "A Modbus TCP address; may be given several times.", "host:port"))
    var tcp: [String] = []

    @Option(
        help: help(
            "每条线路要试的波特率；未写时为 9600，或网关所用的。", "Baud rates to try on each line; by default 9600, or those of the gateway."),
        transform: { try baudList($0) })
    var bauds: [Int] = []

    @Option(
        help: help(
            "每条线路要试的校验；未写时为 none，或网关所用的。", "Parities to try on each line; by default none, or those of the gateway."),
        transform: { try parityList($0) })
    var parities: [BusLine.Parity] = []

    @Option(
        help: help("要找的站号的首尾。", "The first and the last unit to look for."),
        transform: { try unitRange($0, "--units") })
    var units: ClosedRange<UInt8> = 1...32

    @OptionGroup var link: LinkOptions

    @Option(help: help("第一次应答最多等多少毫秒。", "How long a unit may take to answer the first time.", "milliseconds"))
    var timeout = 200

    @Option(
        help: help("查找不能确定时，某台设备的型号。", "Of which profile a device is, where the scan is not sure.", "line-1/3=profile"))
    var device: [String] = []

    @Option(
        help: help(
            "设施：kind、name、devices、code 和该类设施的设置，可写多次。",
            "A facility: kind, name, devices, code and its kind's settings; may be given several times.", "key=value,…")
    )
    var facility: [String] = []

    @Option(help: help("新发编码的开头。", "What codes that are made begin with.", "prefix"))
    var prefix = "NJ"

    @Option(
        help: help(
            "手机打开的地址，如 http://192.168.1.20:8080。", "The address that phones open, such as http://192.168.1.20:8080.",
            "url"))
    var publicURL: String?

    @Option(help: help("页面在哪个地址和端口。", "Where the page is served.", "host:port"))
    var listen: String?

    @Option(help: help("日志库放在哪里。", "Where the journal is kept.", "file"))
    var journal = "/var/lib/mashang/journal.sqlite"

    @Option(help: help("设备档案文件夹。", "A folder with device profiles.", "folder"))
    var profiles: [String] = []

    func validate() throws {
        guard 10...10_000 ~= timeout else { throw ValidationError(.wrongTimeout) }
        if !line.isEmpty { try checkOnLine(units, "--units") }
        guard NewCodes(prefix: TypedCode(prefix).text, kind: .dustSite) != nil else {
            let most = NewCodes.longestPrefix
            throw ValidationError(
                Text(
                    zh: "--prefix：请写最多 \(most) 个数字、大写字母和“-”",
                    en: "--prefix: write up to \(most) characters of 0-9, A-Z and -"))
        }
        if let listen, HostAndPort(listen) == nil {
            throw ValidationError(Text(zh: "--listen：请写 127.0.0.1:8080", en: "--listen: write 127.0.0.1:8080"))
        }
        guard !yes || gateway != nil else {
            throw ValidationError(Text(zh: "--yes：还要写 --gateway", en: "--yes: say --gateway, too"))
        }
        guard !yes || !(line.isEmpty && tcp.isEmpty) else {
            throw ValidationError(Text(zh: "--yes：还要写 --line 或 --tcp", en: "--yes: say --line or --tcp, too"))
        }
        if !yes, !facility.isEmpty || !device.isEmpty {
            throw ValidationError(
                Text(
                    zh: "--facility 和 --device 要与 --yes 一起写；没有 --yes 时会问",
                    en: "--facility and --device belong to --yes; without it they are asked for"))
        }
        try FacilityOption.checkOwners(facility.map(FacilityOption.init))
    }

    func run() async throws {
        let isThere = FileManager.default.fileExists(atPath: config)
        if isThere { Speech.follow(Configuration.remains(of: config, files: .disk).language) }
        guard !isThere || force else {
            complain(.alreadyThere(config))
            throw ExitCode(1)
        }
        let file = NewFile(path: config, replaces: force)
        try file.tryPlace()
        let recognisable = try ProfileCatalog.recognisable(in: profiles)
        let known = Dictionary(recognisable.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let interview = SiteInterview(command: self, dialogue: Dialogue(), known: known)
        var draft = try await interview.draft()
        draft.folders = profiles
        do {
            let text = draft.yaml(try DraftRules(draft, folders: profiles).missing)
            let old = try file.write(text)
            say(.written(config, kept: old))
        } catch let wrong as SourceErrors {
            // The options of a facility are checked as a configuration is.
            throw wrong.exit()
        }
    }
}

extension Text {
    fileprivate static func alreadyThere(_ path: String) -> Text {
        Text(
            zh: "\(path) 已经有了，不会覆盖：要重写，加 --force（旧的留作 .bak）；要改，编辑它，再运行 mashang check",
            en:
                "\(path) is there, and is not replaced: --force writes a new one (the old one stays as .bak); to change it edit "
                + "it and run mashang check")
    }

    fileprivate static func written(_ path: String, kept: String?) -> Text {
        let (keptZh, keptEn) = (kept.map { "旧的留作 \($0)。" } ?? "", kept.map { " The old one is \($0)." } ?? "")
        return Text(
            zh: """
                已写入 \(path)。\(keptZh)接下来：
                  1  看文件里的 # 行：规则还缺什么，补上
                  2  mashang check
                  3  systemctl reload mashang（没有在运行时：systemctl start mashang）
                  4  mashang status，手机看页面
                  5  mashang label，贴码
                """,
            en: """
                \(path) is written.\(keptEn) Next:
                  1  read its lines that begin with #: they say what the rules still need
                  2  mashang check
                  3  systemctl reload mashang (where it does not run: systemctl start mashang)
                  4  mashang status, and the page on a phone
                  5  mashang label, and stick the codes
                """)
    }
}
