# A changed file comes into force by a reload, if it is right.
cp -p "$file" right.yaml
main=$(property MainPID)
sed -i 's/秦淮小馆/新名字饭店/' "$file"
check "reload: systemctl reload answers" systemctl reload "$unit"
check "reload: a right file comes into force" within 20 shown_by 新名字饭店 mashang status
check "reload: in the same process" is MainPID "$main"

mark
# The gateway is found by a file that is right, and by the wrong one.
cp -p "$file" in-force.yaml
sed -i 's/kind: dust-site/kind: dustsite/' "$file"
wrong_at=$(grep -n dustsite "$file" | cut -d: -f1)
wrong="$file:$wrong_at:"
systemctl reload "$unit"
check "wrong file at reload: the log has file:line:column" within 20 logged "$wrong[0-9]+: "
text=$(logged "$wrong[0-9]+: " | grep -oE "$wrong[0-9]+: .*")
check "wrong file at reload: mashang status has the text" shown_by "${text:-nothing logged}" mashang status --config in-force.yaml
check "wrong file at reload: mashang status without a word more has it" shown_by "$wrong" mashang status
public() { local text; text=$(curl -sS "$page/?lang=en") && ! grep -F "$wrong" <<<"$text" && echo "it names no file"; }
check "wrong file at reload: the public page says nothing of it" public
check "wrong file at reload: the old one stays in force" shown_by 河西工地 mashang status --config in-force.yaml
check "wrong file at reload: in the same process" is MainPID "$main"
cp -p in-force.yaml "$file"
systemctl reload "$unit"
right_again() {
    local text
    text=$(mashang status) && ! grep -F "$wrong" <<<"$text" && grep -m1 新名字饭店 <<<"$text"
}
check "a right file again: the complaint is gone" within 20 right_again
