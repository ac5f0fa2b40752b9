# A wrong file at the start: said once, and not tried again and again.
sed -i 's/kind: dust-site/kind: dustsite/' "$file"
systemctl stop "$unit"
mark
if systemctl start "$unit"; then fail "wrong file at start: the unit started"; else ok "wrong file at start: systemctl start fails"; fi
same_text() { journalctl -q -o cat -u "$unit" --since "$since" | grep -m1 -xF -- "${text:-nothing was logged at the reload}"; }
check "wrong file at start: the log has the same text" same_text
check "wrong file at start: the unit has failed" is ActiveState failed
check "wrong file at start: exit status" is ExecMainStatus 65
# Longer than it waits before a restart.
sleep 7
check "wrong file at start: no restart" is NRestarts 0
check "wrong file at start: still failed" is ActiveState failed
cp -p right.yaml "$file"
systemctl reset-failed "$unit"
systemctl start "$unit"
check "a right file: it runs" within 30 is_active
