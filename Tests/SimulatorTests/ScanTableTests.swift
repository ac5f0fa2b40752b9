import DeviceProfiles
import Simulator
import TestSupport
import Testing

/// Every installed profile's simulated device, ranked among all profiles.
struct ScanTableTests {
    @Test func everyDeviceIsRankedFirstOrSecondOrCannotBeToldApart() throws {
        let devices = try RankedDevice.all()
        for device in devices {
            #expect(
                device.place <= 2 || device.isNamed,
                "\(device.profile.id) is \(device.place) of \(device.ranking.fits.prefix(4))")
        }
        #expect(devices.filter { $0.place == 1 }.count * 100 >= devices.count * 85)
        #expect(devices.filter(\.isNamed).count * 100 >= devices.count * 95)
    }

    @Test func aMarkMakesItCertain() throws {
        let marked = try RankedDevice.all().filter { $0.profile.identify != nil }
        #expect(marked.count >= 4)
        for device in marked {
            let first = device.ranking.fits.first
            #expect(first?.profile == device.profile.id && first?.mark == .matches, "\(device.profile.id)")
        }
    }

    @Test func whatNoProfileExplainsIsUnknown() throws {
        let profiles = try RankedDevice.installed()
        var seen = SeenRegisters()
        for question in ProfileRanking.questions(of: profiles) { seen.refused(question) }
        #expect(ProfileRanking(profiles, seen).certainty == .unknown)
        #expect(ProfileRanking(profiles, SeenRegisters()).certainty == .unknown)
    }

    /// A device of a model without a profile has registers, too, and their words may be anything.
    @Test func wordsWithoutMeaningHardlyEverMakeAModelLikely() throws {
        let profiles = try RankedDevice.installed()
        let questions = ProfileRanking.questions(of: profiles)
        var random = SplitMix(seed: 26)
        var likely: [ProfileFit] = []
        for device in 0..<48 {
            let words = (0..<Int.random(in: 20...250, using: &random)).map { _ in
                UInt16.random(in: 0...(device.isMultiple(of: 2) ? .max : 999), using: &random)
            }
            let ranking = ProfileRanking(
                profiles, Self.seen(words, in: device.isMultiple(of: 3) ? .input : .holding, questions))
            if ranking.certainty == .likely { likely.append(ranking.fits[0]) }
        }
        #expect(likely.count <= 1, "of 48 devices: \(likely)")
    }

    /// A device that has registers from 0 in one table, and refuses all else.
    private static func seen(
        _ words: [UInt16], in table: DeviceProfiles.RegisterTable, _ questions: [SeenRegisters.Question]
    )
        -> SeenRegisters
    {
        var seen = SeenRegisters()
        for question in questions {
            let (first, end) = (Int(question.register.address), Int(question.register.address) + question.count)
            if question.register.table == table, end <= words.count {
                seen.answered(question, Array(words[first..<end]))
            } else {
                seen.refused(question)
            }
        }
        return seen
    }

    /// What a scan asks and what asking everything gives is the same, or nearly so.
    @Test func aFewQuestionsGiveWhatAllOfThemWould() throws {
        let devices = try RankedDevice.all()
        let profiles = devices.map(\.profile)
        let questions = ProfileRanking.questions(of: profiles)
        var counts: [Int] = []
        // Each question weighs all profiles: of the devices every fourth is enough.
        for index in stride(from: 0, to: devices.count, by: 4) {
            let all = devices[index].ranking
            let device = SimulatedDevice(devices[index].profile)
            var recognition = DeviceRecognition(profiles)
            while let question = recognition.next {
                if case .words(let words) = device.answer(RankedDevice.request(question), elapsed: 0) {
                    recognition.answered(question, words)
                } else {
                    recognition.refused(question)
                }
            }
            counts.append(recognition.asked)
            let few = recognition.ranking
            #expect(
                few.fits.first?.profile == all.fits.first?.profile,
                "\(devices[index].profile.id): \(few.fits.prefix(2)) \(all.fits.prefix(2))")
            #expect(recognition.asked <= questions.count)
        }
        counts.sort()
        let middle = counts[counts.count / 2]
        print("\(middle) of \(questions.count) questions in the middle, \(counts.last ?? 0) at most", counts)
        #expect(middle * 2 <= questions.count)
    }
}
