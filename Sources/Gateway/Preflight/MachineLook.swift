import Addresses
import Facilities
public import SiteConfiguration
public import StrictYAML

/// The errors of the machine with the folders, ports, hosts and addresses that a configuration names, each at its place in
/// the configuration.
public struct MachineLook: Sendable {
    /// The errors that prevent the gateway from running.
    public private(set) var errors: [SourceError] = []
    /// The warnings about things that work, but that a person should know.
    public private(set) var warnings: [SourceError] = []
    /// Whether some hosts have no address, so that another lookup would take long.
    private(set) var hasUnresolvedHosts = false

    private let configuration: Configuration
    private let machine: Machine

    /// Makes the checks. Lookups of hosts can take some seconds.
    public init(_ configuration: Configuration, on machine: Machine) async {
        (self.configuration, self.machine) = (configuration, machine)
        lookAtFile()
        lookAtJournal()
        for (name, bus) in configuration.buses.sorted(by: { $0.key < $1.key }) { lookAtPort(of: name, bus) }
        await lookAtHosts()
        await lookAtPage()
    }

    // MARK: What the configuration itself needs

    private mutating func lookAtJournal() {
        let places = configuration.places
        guard let place = places.journalPath ?? places.journal else { return }
        let look = JournalLook(configuration.journal, at: place, budget: places.budget ?? place, on: machine)
        errors += look.errors
        warnings += look.warnings
    }

    /// Checks the configuration file itself: the calling user has read it, but the service may run as another user.
    private mutating func lookAtFile() {
        guard let gateway = configuration.places.gateway,
            case .denied(let place) = machine.access(gateway.file, .read)
        else { return }
        let beginning = SourcePlace(file: gateway.file, line: 1, column: 1)
        errors.append(beginning.mistake(machine.mayNotRead(gateway.file, at: place)))
    }

    // MARK: Buses

    private mutating func lookAtPort(of name: String, _ bus: SiteBus) {
        guard case .rtu(let line) = bus.endpoint, let place = configuration.busPlaces[name] else { return }
        let device = line.device
        let text: Text
        switch machine.port(device) {
        case .free: return
        case .missing:
            text = Text(
                zh: "串口 \(device) 不存在；转换器插好了吗？ls /dev/serial/by-id 列出有哪些",
                en:
                    "the port \(device) is not there; is the adapter plugged in? ls /dev/serial/by-id lists what is there"
            )
        case .noPort:
            errors.append(
                place.mistake(Text(zh: "\(device) 不是串口", en: "\(device) is no serial port")))
            return
        case .forbidden(let group?):
            text = Text(
                zh: "用户 \(machine.user) 不能用串口 \(device)：请运行 sudo usermod -aG \(group) \(machine.user)，再重新登录",
                en:
                    "the user \(machine.user) may not use the port \(device): sudo usermod -aG \(group) \(machine.user), then "
                    + "log in again")
        case .forbidden(nil):
            text = Text(
                zh: "用户 \(machine.user) 不能用串口 \(device)", en: "the user \(machine.user) may not use the port \(device)")
        case .held(let holder, let pid):
            text = Text(
                zh: "串口 \(device) 正被 \(holder)（进程 \(pid)）占用；一条线路只能有一个主站，请先停掉它",
                en: "the port \(device) is in use by \(holder) (process \(pid)); a line has one master: stop it first")
        }
        warnings.append(place.mistake(text))
    }

    // MARK: Hosts

    private mutating func lookAtHosts() async {
        var hosts: [(host: String, place: SourcePlace)] = configuration.buses.compactMap { name, bus in
            guard let host = bus.endpoint.host, let place = configuration.busPlaces[name] else { return nil }
            return (host, place)
        }
        hosts += configuration.uplinks.map { ($0.mqtt.host, $0.places.broker) }
        hosts += configuration.platforms.map { ($0.host, $0.places.platform) }
        hosts = hosts.filter { !$0.host.isEmpty && IPAddress($0.host) == nil }
            .sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
        guard !hosts.isEmpty else { return }
        let unresolved = await machine.unresolved(Set(hosts.map(\.host)))
        hasUnresolvedHosts = !unresolved.isEmpty
        for (host, place) in hosts where unresolved.contains(host) {
            warnings.append(
                place.mistake(
                    Text(
                        zh: "查不到主机 \(host) 的地址；请检查主机名、网络和 DNS，或写 IP 地址",
                        en:
                            "no address is found for the host \(host); check the name, the network and DNS, or write its address"
                    )))
        }
    }

    // MARK: The page

    private mutating func lookAtPage() async {
        let page = configuration.page
        guard let place = configuration.places.listen ?? configuration.places.page, page.port != 0 else { return }
        let text: Text
        switch await machine.listening(page.host, page.port) {
        case .possible: return
        case .inUse:
            guard !machine.runs(configuration.journal.controlSocket) else { return }
            text = Text(
                zh: "网页的端口 \(page.port) 被别的程序占用；sudo ss -ltnp 列出是谁，或换一个端口",
                en:
                    "the page's port \(page.port) is used by another program; sudo ss -ltnp says which, or choose another port"
            )
        case .noAddress:
            text = Text(
                zh: "本机没有地址 \(page.host)；所有网卡写 0.0.0.0，只给反向代理写 127.0.0.1",
                en:
                    "this machine has no address \(page.host); write 0.0.0.0 for all interfaces, or 127.0.0.1 behind a proxy"
            )
        case .privileged:
            text = Text(
                zh: "1024 以下的端口 \(page.port) 要有特权，服务没有：请用 8080，前面放反向代理",
                en:
                    "the port \(page.port) below 1024 needs a right that the service does not have: use 8080, with a proxy in "
                    + "front")
        }
        warnings.append(place.mistake(text))
    }
}

extension BusEndpoint {
    fileprivate var host: String? {
        switch self {
        case .tcp(let host, _), .rtuOverTCP(let host, _, _): host
        case .rtu: nil
        }
    }
}

extension Int64 {
    /// The size in words, such as `2 GiB` or `0.5 GiB`.
    var inGibibytes: String { "\((Double(self) / Double(1 << 30)).plainText(decimals: 1)) GiB" }
}
