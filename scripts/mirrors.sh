# Where this machine's apt has Debian 12 from, for the scripts that make a tree of it.

# `URI SUITE COMPONENT` a line.
mirrors() {
    apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
        grep -E ' bookworm(-[a-z]+)? main$' | sort -u
}

# The one of the release itself.
mirror() {
    # Who made a source is known only once its lists are there.
    mirrors >/dev/null || apt-get update -qq >&2
    mirrors | awk '$2 == "bookworm" && !found++ {print $1} END {exit !found}' ||
        { echo "apt has no source for Debian 12" >&2 && return 1; }
}
