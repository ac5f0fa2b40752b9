import Facilities
import SiteConfiguration

/// The way by which an entry comes in.
enum Source: Hashable, Sendable {
    /// The page. The address is that of the person's device, as far as the gateway trusts it.
    case page(address: String, Visitor)
    /// This machine, where the person may open the journal.
    case local
    /// An uplink, by its name, and the kinds of records that it accepts.
    case uplink(String, accepts: AcceptedKinds)

    /// The person who uses the page.
    enum Visitor: Hashable, Sendable {
        /// A person who did not sign in: a citizen who complains.
        case anybody
        /// A person who signed in with the right PIN.
        case signedIn(Operator)
    }

    /// The word for the source in an entry.
    var word: String {
        switch self {
        case .page: "page"
        case .local: "local"
        case .uplink(let name, _): name
        }
    }

    /// The address under which wrong PINs are counted.
    var address: String { if case .page(let address, _) = self { address } else { word } }

    /// The members of a command in addition to those that every command has.
    var ownMembers: [String] {
        switch self {
        // No secret goes through a broker, and the page has already checked the PIN.
        case .uplink, .page: []
        case .local: ["pin"]
        }
    }

    /// Whether a person who is present may acknowledge what must be seen on site, such as a fire alarm.
    var isOnSite: Bool { if case .uplink = self { false } else { true } }
}
