import Facilities

/// A drawing of this program. In pixels, steps are 240 × 160, looks at carbon 96 × 72, parts and buttons 64 × 64.
///
/// A drawing has the colour of the text around it, and `guide.css` sets the colours of its classes `good` and `bad`
/// for light and dark screens. Only things that are known by their colour keep it: carbon is black, clay is brown,
/// a waste label is orange.
enum Drawing: String, Sendable, Hashable, CaseIterable {
    case clean1 = "clean-1"
    case clean2 = "clean-2"
    case clean3 = "clean-3"
    case clean4 = "clean-4"
    case clean5 = "clean-5"
    case clean6 = "clean-6"
    case clean7 = "clean-7"
    case replace1 = "replace-1"
    case replace2 = "replace-2"
    case replace3 = "replace-3"
    case replace4 = "replace-4"
    case replace5 = "replace-5"
    case replace6 = "replace-6"
    case replace7 = "replace-7"
    case replace8 = "replace-8"
    case replace9 = "replace-9"
    case replace10 = "replace-10"
    case lookColourGood = "look-colour-good"
    case lookColourDoubtful = "look-colour-doubtful"
    case lookColourBad = "look-colour-bad"
    case lookFormGood = "look-form-good"
    case lookFormDoubtful = "look-form-doubtful"
    case lookFormBad = "look-form-bad"
    case lookWeightGood = "look-weight-good"
    case lookWeightDoubtful = "look-weight-doubtful"
    case lookWeightBad = "look-weight-bad"
    case lookBubblesGood = "look-bubbles-good"
    case lookBubblesDoubtful = "look-bubbles-doubtful"
    case lookBubblesBad = "look-bubbles-bad"
    case lookIodineGood = "look-iodine-good"
    case lookIodineDoubtful = "look-iodine-doubtful"
    case lookIodineBad = "look-iodine-bad"
    case complaintFume = "complaint-fume"
    case complaintOdour = "complaint-odour"
    case complaintDust = "complaint-dust"
    case complaintSmoke = "complaint-smoke"
    case complaintNoise = "complaint-noise"
    case complaintOther = "complaint-other"
    case partFilter = "part-filter"
    case partPlates = "part-plates"
    case partImpeller = "part-impeller"
    case partDuct = "part-duct"
    case partTray = "part-tray"
    case partHousing = "part-housing"
    case damageInsulator = "damage-insulator"
    case damageWire = "damage-wire"
    case damagePlates = "damage-plates"
    case damageNone = "damage-none"
    case bySelf = "by-self"
    case byFirm = "by-firm"
    case camera
    case photoDevice = "photo-device"
    case photoPlates = "photo-plates"
    case photoTray = "photo-tray"
    case photoBox = "photo-box"
    case photoOld = "photo-old"
    case photoEmpty = "photo-empty"
    case photoPack = "photo-pack"
    case photoSurface = "photo-surface"
    case photoScale = "photo-scale"
    case photoReport = "photo-report"
    case formGranular = "form-granular"
    case formHoneycomb = "form-honeycomb"
    case formFibre = "form-fibre"
    case stateNew = "state-new"
    case stateUsed = "state-used"
    case warnVoltage = "warn-voltage"
    case warnFire = "warn-fire"
    case warnChemicals = "warn-chemicals"
    case warnBreath = "warn-breath"
    case measureFence = "measure-fence"
    case measureBoard = "measure-board"
    case measurePaved = "measure-paved"
    case measureWash = "measure-wash"
    case measureCover = "measure-cover"
    case measureStock = "measure-stock"
    case measureSpray = "measure-spray"
    case measureCannon = "measure-cannon"
    case measureSprinkle = "measure-sprinkle"
    case measureSweep = "measure-sweep"
    case measureWet = "measure-wet"
    case measureClosed = "measure-closed"
    case measureStop = "measure-stop"
    case measureNight = "measure-night"
    case measureMonitor = "measure-monitor"

    /// Returns the drawing as an element of a page.
    ///
    /// - Parameter title: the content in words for screen readers; nil if the words stand beside the drawing, so
    ///   that screen readers skip it.
    func svg(title: String?) -> String {
        let attributes = title == nil ? "aria-hidden=\"true\"" : "role=\"img\""
        let name = title.map { "<title>\($0.markupEscaped)</title>" } ?? ""
        guard let end = source.firstIndex(of: ">") else { return "" }
        return "\(source[..<end]) class=\"drawing\" \(attributes)>\(name)\(source[source.index(after: end)...])"
    }

    /// The content of the drawing's file as text.
    var source: String { String(decoding: bytes, as: UTF8.self) }
}
