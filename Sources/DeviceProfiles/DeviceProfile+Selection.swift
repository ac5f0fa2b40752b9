extension DeviceProfile {
    /// Returns the same device with only some of its points, as `only: [ai1]` in a configuration requests.
    ///
    /// A status that qualifies one of them is also read: without it, nothing would show how far the value can be
    /// trusted.
    ///
    /// - Parameter names: the names of the points; those that the profile does not have are ignored.
    public func keeping(only names: Set<String>) -> DeviceProfile {
        var profile = self
        profile.status = status.filter { !names.isDisjoint(with: $0.qualifies) }
        let kept = names.union(profile.status.map(\.point))
        profile.points = points.filter { kept.contains($0.name) }
        for index in profile.status.indices { profile.status[index].qualifies.removeAll { !kept.contains($0) } }
        for index in profile.samples.indices {
            profile.samples[index].gives = samples[index].gives.filter { kept.contains($0.key) }
            profile.samples[index].quality = samples[index].quality.filter { kept.contains($0.key) }
        }
        return profile
    }
}
