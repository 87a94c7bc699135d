/** The commonest of ten characters or more in lists of leaked passwords, English, Spanish and Romanian; in small letters. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `0123456789 0987654321 1020304050 1111122222 1122334455 123123123123 123454321 1234512345 1234554321 1234567890
  12345678900 12345678901 123456789012 1234567890123 123456789a 123456789q 123456789z 1234567891 12345678910
  123456789abc 1234qwerasdf 123qweasdzxc 147258369 1472583690 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc
  1qazxsw23edc 9876543210 a123456789 a1234567890 aa12345678 aa123456789 abc123456789 abcd123456 abcd1234567 abcdefghij
  abcdefghijk admin12345 admin123456 administrador administrator adminadmin alexandra1 alexandru1 america123 asdasdasdasd
  asdf123456 asdfasdfasdf asdfghjkl1 asdfghjkl123 asdfghjklñ asdfghjkl; asdfghjklz azertyuiop barcelona1 barcelona10
  barcelona123 basketball basketball1 bucuresti1 butterfly1 cadencia123 cadencia1234 cadenciacrm changeme123 changeme1234
  chocolate1 chocolate123 computer123 contraseña contrasena1 contraseña1 contraseña123 contrasena123 contrasena1234
  defaultpassword dragon12345 estrella123 football123 football1234 fotbal12345 futbol12345 guest12345 hola123456
  iloveyou12 iloveyou123 iloveyou1234 iloveyou22 jessica123 letmein123 letmein1234 liverpool1 manchester1 master12345
  monkey12345 mypassword mypassword1 parola12345 parola1234 parola123456 parolamea1 parolamea123 pass123456 pass1234567
  password00 password01 password10 password11 password12 password123 password1234 password12345 password123456
  password2024 password2025 password2026 password99 passwordpassword passw0rd12 passw0rd123 passw0rd1234 p@ssw0rd12
  p@ssw0rd123 p@ssw0rd1234 p@ssword123 princess12 princess123 q1w2e3r4t5 q1w2e3r4t5y6 qazwsx1234 qazwsx12345 qazwsxedc1
  qazwsxedc123 qazwsxedcrfv qwe1234567 qweasdzxc1 qweasdzxc123 qwer123456 qwerasdfzxcv qwert12345 qwerty1234
  qwerty12345 qwerty123456 qwerty1234567 qwertyqwerty qwertyuiop qwertyuiop1 qwertyuiop12 qwertyuiop123 qwertyuiopasdf
  realmadrid realmadrid1 romania123 romania1234 romania2024 sandiego123 secret1234 secret12345 spiderman1 spiderman123
  starwars123 steaua1986 sunshine12 sunshine123 superman12 superman123 teamo12345 tequiero123 test123456 test1234567
  trustno1trustno1 unbreakable user123456 welcome123 welcome1234 welcome12345 zaq12wsxcde zxcvbnm123 zxcvbnm1234
  zxcvbnm12345 zxcvbnmasd`.split(/\s+/),
);
