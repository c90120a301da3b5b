; The installer for Windows, for one user and without an administrator. Made with Inno Setup 6:
;   iscc /DVersion=0.1.0 /DProgram=dist\supportlens tests\bundles\windows\supportlens.iss
; `python -m tests.bundles` on Windows makes the program folder first.
#ifndef Version
  #error "Say the version: /DVersion=0.1.0"
#endif
[Setup]
AppId={{6E1B8F3C-5C0B-4D0E-9B7B-5A6D6C1F2A11}
AppName=SupportLens
AppVersion={#Version}
AppPublisher=The SupportLens authors
DefaultDirName={localappdata}\Programs\SupportLens
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
LicenseFile={#Program}\..\LICENSE
OutputBaseFilename=supportlens-{#Version}-setup
SetupIconFile={#Program}\..\supportlens.ico
UninstallDisplayIcon={app}\supportlens.exe
ChangesAssociations=yes
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{userprograms}\SupportLens"; Filename: "{app}\supportlens.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.supportlens"; ValueType: string; ValueData: "SupportLens.Project"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\SupportLens.Project"; ValueType: string; ValueData: "SupportLens"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\SupportLens.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\supportlens.exe,0"
Root: HKCU; Subkey: "Software\Classes\SupportLens.Project\shell\open\command"; ValueType: string; ValueData: """{app}\supportlens.exe"" ""%1"""
