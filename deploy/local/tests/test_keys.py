import stat
import subprocess
import sys

from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from launcher import keys


def test_keys_are_made_once_for_their_owner_alone(tmp_path):
    files = keys.make(tmp_path / "keys")
    content = {name: file.read_bytes() for name, file in files.items()}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files.values()} == {0o600}
    assert {name: file.read_bytes() for name, file in keys.make(tmp_path / "keys").items()} == content
    assert sorted(files) == [
        "ENVELOPE_PRIVATE_KEY_FILE",
        "ENVELOPE_PUBLIC_KEY_FILE",
        "SECRET_KEY_FILE",
        "TICKET_PRIVATE_KEY_FILE",
        "TICKET_PUBLIC_KEY_FILE",
    ]


def test_the_halves_of_a_pair_belong_together(tmp_path):
    files = keys.make(tmp_path)
    for name in ("ENVELOPE", "TICKET"):
        private = load_pem_private_key(files[f"{name}_PRIVATE_KEY_FILE"].read_bytes(), None)
        public = load_pem_public_key(files[f"{name}_PUBLIC_KEY_FILE"].read_bytes())
        public.verify(private.sign(b"a"), b"a")


def test_a_half_made_pair_is_made_anew(tmp_path):
    files = keys.make(tmp_path)
    files["TICKET_PRIVATE_KEY_FILE"].unlink()
    old = files["TICKET_PUBLIC_KEY_FILE"].read_bytes()
    assert keys.make(tmp_path)["TICKET_PUBLIC_KEY_FILE"].read_bytes() != old


def test_the_secret_is_long_and_of_its_own(tmp_path):
    first, second = keys.password(tmp_path / "a"), keys.password(tmp_path / "b")
    assert len(first) >= 32
    assert first != second
    assert keys.password(tmp_path / "a") == first


def test_the_command_makes_them_in_the_folder_that_it_is_given(tmp_path):
    subprocess.run([sys.executable, "-m", "launcher.keys", str(tmp_path / "k")], check=True)
    assert (tmp_path / "k" / "envelope-public.pem").is_file()
